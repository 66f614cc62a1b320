#!/usr/bin/env python3
"""Many drawn scenarios planned for a short while each: every plan accepted by the judge, no bound above a plan's cost.

    cargo build --release
    python3 benches/soak.py [--sizes S M L] [--seeds 10] [--seconds 15]

Prints a line for each scenario and ends with an error where the judge rejects a plan or the planted
sessions that prove there is one, a bound is above the cost of a plan, or the program fails. `--seconds` are for S and M; L gets twice as many.
"""

import argparse
import json
import subprocess
import tempfile
from pathlib import Path

VETPLAN = Path(__file__).resolve().parent.parent / "target" / "release" / "vetplan"


def run(*arguments):
    return subprocess.run([VETPLAN, *map(str, arguments)], capture_output=True, text=True)


def priced(scenario, plan):
    """Whether the judge accepts a plan, and what it says."""
    told = run("check", scenario, plan)
    return told.returncode == 0, told.stdout + told.stderr


def one(size, seed, seconds, folder):
    """A drawn scenario: the words of its line, and what is wrong, if anything is."""
    scenario, planted = f"{folder}/{size}{seed}.jsonc", f"{folder}/{size}{seed}.csv"
    given = ["--given-days"] if seed % 2 else []
    drawn = run("generate", size, "--seed", seed, "-o", scenario, "--sessions", planted, *given)
    if drawn.returncode != 0:
        return "not drawn", drawn.stderr
    # A table does not say which weekdays a pattern has, so that only those that are given can be judged.
    accepted, told = priced(scenario, planted) if given else (True, "")
    if not accepted:
        return "planted sessions not accepted", told
    out = f"{folder}/{size}{seed}"
    planned = run("plan", scenario, "--time-limit", seconds, "--gap", "0.0001", "--out", out, "-q")
    if planned.returncode == 3:
        return "failed", planned.stderr
    plan = Path(out) / "plan.json"
    if not plan.exists():
        return f"no plan in {seconds} s", None
    document = json.loads(plan.read_text())
    if document["unplaced"]:
        return f"{len(document['unplaced'])} runs incomplete in {seconds} s", None
    accepted, told = priced(scenario, plan)
    if not accepted:
        return "plan not accepted", told
    cost, bound = document["objective_cents"] / 100, document.get("bound_cents")
    bound = None if bound is None else bound / 100
    words = f"cost {cost:.2f}, bound {bound}, accepted"
    if bound is not None and bound > cost + 0.01:
        return words, f"the bound is above the cost of the plan by {bound - cost}"
    return words, None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="+", default=["S", "M", "L"])
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--seconds", type=int, default=15)
    options = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for size in options.sizes:
            for seed in range(1, options.seeds + 1):
                seconds = options.seconds * (2 if size == "L" else 1)
                words, problem = one(size, seed, seconds, folder)
                print(f"{size} {seed}: {words}", flush=True)
                if problem:
                    wrong += 1
                    print(problem, flush=True)
    if wrong:
        raise SystemExit(f"{wrong} scenarios with something wrong")


if __name__ == "__main__":
    main()
