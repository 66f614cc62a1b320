#!/usr/bin/env python3
"""Many drawn scenarios planned for a short while each: every plan accepted by the judge, no bound above a plan's cost.

    cargo build --release
    python3 benches/soak.py [--sizes S M L] [--seeds 10] [--seconds 15] [--write]

Prints a line for each scenario and ends with an error where the judge rejects a plan or the planted
sessions that prove there is one, a bound is above the cost of a plan, or the program fails. `--seconds` are for S and M; L gets twice as many.
`--write` puts a table into benches/README.md.
"""

import argparse
import json
import statistics
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
    """A drawn scenario: the words of its line, what is wrong, if anything is, and the gap in per cent where there is a plan."""
    scenario, planted = f"{folder}/{size}{seed}.jsonc", f"{folder}/{size}{seed}.csv"
    given = ["--given-days"] if seed % 2 else []
    drawn = run("generate", size, "--seed", seed, "-o", scenario, "--sessions", planted, *given)
    if drawn.returncode != 0:
        return "not drawn", drawn.stderr, None
    # A table does not say which weekdays a pattern has, so that only those that are given can be judged.
    accepted, told = priced(scenario, planted) if given else (True, "")
    if not accepted:
        return "planted sessions not accepted", told, None
    out = f"{folder}/{size}{seed}"
    planned = run("plan", scenario, "--time-limit", seconds, "--gap", "0.0001", "--out", out, "-q")
    if planned.returncode not in (0, 1):
        return "failed", planned.stderr, None
    plan = Path(out) / "plan.json"
    if not plan.exists():
        return f"no plan in {seconds} s", "a plan was expected", None
    document = json.loads(plan.read_text())
    if document["unplaced"]:
        return f"{len(document['unplaced'])} runs incomplete in {seconds} s", "a plan of every hour was expected", None
    accepted, told = priced(scenario, plan)
    if not accepted:
        return "plan not accepted", told, None
    cost, bound = document["objective_cents"] / 100, document.get("bound_cents")
    bound = None if bound is None else bound / 100
    gap = float("inf") if bound is None else 100 * (cost - bound) / cost
    words = f"cost {cost:.2f}, bound {bound}, gap {gap:.2f} %, accepted"
    if bound is not None and bound > cost + 0.01:
        return words, f"the bound is above the cost of the plan by {bound - cost}", gap
    return words, None, gap


def table(options, gaps):
    """Lines for the page: how many plans were accepted, and their gaps."""
    lines = [f"`benches/soak.py --seeds {options.seeds} --seconds {options.seconds}`, days of patterns given with odd seeds:", "",
             "| size | planned for s | plans accepted | bound above a cost | gap: median | greatest |", "|---|---|---|---|---|---|"]
    for size, known in gaps.items():
        found = [gap for gap in known if gap is not None]
        shown = lambda gap: f"{gap:.1f} %" if gap < float("inf") else "no bound"
        ends = [shown(statistics.median(found)), shown(max(found))] if found else ["", ""]
        lines.append(f"| {size} | {seconds_of(options, size)} | {len(found)} of {len(known)} | none | {ends[0]} | {ends[1]} |")
    return lines + [""]


def seconds_of(options, size):
    return options.seconds * (2 if size == "L" else 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="+", default=["S", "M", "L"])
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--seconds", type=int, default=15)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    wrong, gaps = 0, {size: [] for size in options.sizes}
    with tempfile.TemporaryDirectory() as folder:
        for size in options.sizes:
            for seed in range(1, options.seeds + 1):
                words, problem, gap = one(size, seed, seconds_of(options, size), folder)
                gaps[size].append(gap)
                print(f"{size} {seed}: {words}", flush=True)
                if problem:
                    wrong += 1
                    print(problem, flush=True)
    if wrong:
        raise SystemExit(f"{wrong} scenarios with something wrong")
    lines = table(options, gaps)
    print("\n".join(lines))
    if options.write:
        page = Path(__file__).resolve().parent / "README.md"
        begin, end = "<!-- soak: begin -->", "<!-- soak: end -->"
        before, rest = page.read_text().split(begin)
        page.write_text(before + begin + "\n" + "\n".join(lines) + end + rest.split(end)[1])


if __name__ == "__main__":
    main()
