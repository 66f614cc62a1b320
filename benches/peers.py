#!/usr/bin/env python3
"""vetplan beside other solvers on the same programmes, in one run, by CPU time.

    python3 -m venv env && env/bin/pip install ortools highspy
    cargo build --release
    env/bin/python benches/peers.py [--sizes M L] [--seeds 2] [--budget 120] [--others 240] [--write]

Draws scenarios with `vetplan generate`, writes the programme of the whole with `vetplan explain --lp`, and solves it with plain
HiGHS (highspy, one thread) and OR-tools CP-SAT (two workers), each in a process of its own that is ended when it has used its
CPU seconds (user and system, all threads). vetplan plans the same file with its CPU seconds. Nobody is given a start. The costs
are the objectives each reports; vetplan's plan is judged besides. `--write` puts the tables into benches/README.md.
"""

import argparse
import json
import os
import platform
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
VETPLAN = HERE.parent / "target" / "release" / "vetplan"
TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid):
    """User and system time of a process, in seconds; None when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except FileNotFoundError:
        return None
    return (int(fields[11]) + int(fields[12])) / TICKS


def peak_megabytes(pid):
    """Greatest resident memory so far, in MB."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found.group(1)) / 1024 if found else 0.0


class Run:
    """One solver on one programme: what it found, and after how many CPU seconds."""

    def __init__(self):
        self.first = self.first_cost = self.cost = self.bound = None
        self.cpu = self.megabytes = 0.0

    def see(self, cpu, cost=None, bound=None):
        if cost is not None:
            if self.first is None:
                self.first, self.first_cost = cpu, cost
            self.cost = cost if self.cost is None else min(cost, self.cost)
        if bound is not None:
            self.bound = bound if self.bound is None else max(bound, self.bound)


def watch(command, budget, read, grace=0.0):
    """Runs a command until it ends or has used its CPU seconds; `read` takes values off the lines it prints."""
    run = Run()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    os.set_blocking(child.stdout.fileno(), False)
    text, interrupted = b"", None
    while True:
        used = cpu_seconds(child.pid)
        if used is not None and used > 0:
            run.cpu, run.megabytes = used, max(run.megabytes, peak_megabytes(child.pid))
        text += child.stdout.read() or b""
        *lines, text = text.split(b"\n")
        for line in lines:
            run.see(run.cpu, *read(line.decode(errors="replace")))
        if child.poll() is not None:
            break
        if run.cpu > budget and interrupted is None:
            interrupted = time.monotonic()
            child.send_signal(signal.SIGINT if grace else signal.SIGKILL)
        if interrupted is not None and time.monotonic() - interrupted > max(grace, 1.0):
            child.kill()
        time.sleep(0.02)
    text += child.stdout.read() or b""
    for line in text.split(b"\n"):
        run.see(run.cpu, *read(line.decode(errors="replace")))
    return run


def vetplan(scenario, budget, seed, folder):
    """vetplan, interrupted when it has used its CPU seconds; the plan at the end is judged."""
    number = r"(-?[0-9][0-9\s]*(?:\.[0-9]+)?)"

    def read(line):
        plan, bound = re.search(rf"plan {number}", line), re.search(rf"bound {number}", line)
        value = lambda found: float(re.sub(r"\s", "", found.group(1))) if found else None
        return value(plan), value(bound)

    command = [VETPLAN, "plan", scenario, "--time-limit", "0", "--gap", "0.0001", "--seed", str(seed), "--out", folder,
               "--format", "csv"]
    run = watch(command, budget, read, grace=120.0)
    plan = json.loads((Path(folder) / "plan.json").read_text())
    judged = subprocess.run([VETPLAN, "check", scenario, Path(folder) / "plan.json"], capture_output=True, text=True)
    if judged.returncode != 0:
        raise SystemExit(f"the judge does not accept the plan of {scenario}:\n{judged.stdout}{judged.stderr}")
    bound = plan.get("bound_cents")
    run.see(run.cpu, plan["objective_cents"] / 100, None if bound is None else bound / 100)
    run.cost = plan["objective_cents"] / 100
    return run


def reported(line):
    """The lines that the children below print."""
    words = line.split()
    if words[:1] == ["found"]:
        return float(words[1]), None
    if words[:1] == ["bound"]:
        return None, float(words[1])
    return None, None


def child_highs(path, seed):
    """Plain HiGHS on a programme, one thread; prints what it finds."""
    import highspy

    model = highspy.Highs()
    model.setOptionValue("output_flag", True)
    model.setOptionValue("log_to_console", False)
    model.setOptionValue("threads", 1)
    model.setOptionValue("random_seed", seed)
    model.setOptionValue("mip_rel_gap", 1e-4)
    model.readModel(path)
    model.cbMipImprovingSolution += lambda event: print("found", event.data_out.objective_function_value, flush=True)
    model.cbMipLogging += lambda event: print("bound", event.data_out.mip_dual_bound, flush=True)
    model.run()
    info = model.getInfo()
    print("bound", info.mip_dual_bound, flush=True)


def child_cpsat(path, seed):
    """CP-SAT on a programme, two workers; prints what it finds."""
    import highspy
    from ortools.linear_solver.python import model_builder

    reader = highspy.Highs()
    reader.setOptionValue("output_flag", False)
    reader.readModel(path)
    reader.writeModel(path + ".mps")
    model = model_builder.Model()
    if not model.import_from_mps_file(path + ".mps"):
        raise SystemExit("OR-tools cannot read the programme")
    os.remove(path + ".mps")
    solver = model_builder.Solver("sat")
    solver.set_solver_specific_parameters(f"num_workers:2 random_seed:{seed} log_search_progress:true")

    solver.enable_output(True)
    solver.solve(model)


def logged(line):
    """Lines of CP-SAT's log: `#7  12.3s best:413617 next:[401848,413616] …`, `#Bound 12.3s best:… next:[401848,…] …`."""
    best, following = re.search(r"best:(-?[0-9.e+]+)", line), re.search(r"next:\[(-?[0-9.e+]+),", line)
    found = float(best.group(1)) if re.match(r"#\d+\s", line) and best else None
    return found, float(following.group(1)) if line.startswith("#") and following else None


def peer(name, path, budget, seed):
    read = {"highs": reported, "cpsat": logged}[name]
    return watch([sys.executable, __file__, "--child", name, path, str(seed)], budget, read)


def median(values):
    known = [value for value in values if value is not None]
    return statistics.median(known) if len(known) * 2 > len(values) else None


def shown(value, pattern="{:,.0f}"):
    return "none" if value is None else pattern.format(value).replace(",", " ")


def table(size, days, rows):
    """Lines of a table: for each solver the medians over seeds, and ratios to vetplan."""
    lines = [f"### {size}, days of patterns {days}", "",
             "| solver | CPU s allowed | first plan, CPU s | it costs | at the end | its bound | gap to the best bound | MB |",
             "|---|---|---|---|---|---|---|---|"]
    for name, entry in rows.items():
        runs, best = entry["runs"], entry["best"]
        gaps = [None if run.cost is None else 100 * (run.cost - bound) / run.cost for run, bound in zip(runs, best)]
        lines.append("| " + " | ".join([
            name, shown(entry["budget"]), shown(median([run.first for run in runs]), "{:.1f}"),
            shown(median([run.first_cost for run in runs])), shown(median([run.cost for run in runs])),
            shown(median([run.bound for run in runs])), shown(median(gaps), "{:.2f} %"),
            shown(median([run.megabytes for run in runs]))]) + " |")
    return lines + [""]


def measured(options):
    lines = [f"Measured by `benches/peers.py` in one run on {platform.processor() or platform.machine()}, "
             f"{os.cpu_count()} shared cores, Python {platform.python_version()}, medians over {options.seeds} seeds.", ""]
    with tempfile.TemporaryDirectory() as folder:
        for size in options.sizes:
            for days in ["given", "chosen"] if options.days == "both" else [options.days]:
                rows = {name: {"budget": budget, "runs": [], "best": []} for name, budget in [
                    ("vetplan", options.budget), ("HiGHS, the whole", options.others), ("CP-SAT, the whole", options.others)]}
                for seed in range(1, options.seeds + 1):
                    scenario, lp = f"{folder}/{size}-{seed}.jsonc", f"{folder}/{size}-{seed}.lp"
                    Path(scenario).unlink(missing_ok=True)
                    command = [VETPLAN, "generate", size, "--seed", str(seed), "-o", scenario]
                    subprocess.run(command + (["--given-days"] if days == "given" else []), check=True, capture_output=True)
                    subprocess.run([VETPLAN, "explain", scenario, "--lp", lp], check=True, capture_output=True)
                    runs = [vetplan(scenario, options.budget, 0, f"{folder}/out-{size}-{seed}-{days}"),
                            peer("highs", lp, options.others, seed), peer("cpsat", lp, options.others, seed)]
                    best = max(run.bound for run in runs if run.bound is not None)
                    for entry, run in zip(rows.values(), runs):
                        entry["runs"].append(run)
                        entry["best"].append(best)
                    print(f"{size} {days} {seed}: " + ", ".join(
                        f"{name} first {shown(run.first, '{:.1f}')} cost {shown(run.cost)} bound {shown(run.bound)}"
                        for name, run in zip(rows, runs)), flush=True)
                    Path(lp).unlink()
                lines += table(size, days, rows)
    return lines


def main():
    if sys.argv[1:2] == ["--child"]:
        {"highs": child_highs, "cpsat": child_cpsat}[sys.argv[2]](sys.argv[3], int(sys.argv[4]))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="+", default=["M"])
    parser.add_argument("--days", choices=["given", "chosen", "both"], default="both")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--budget", type=float, default=120)
    parser.add_argument("--others", type=float, default=240)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    lines = measured(options)
    print("\n".join(lines))
    if options.write:
        page = HERE / "README.md"
        begin, end = "<!-- peers: begin -->", "<!-- peers: end -->"
        text = page.read_text()
        before, rest = text.split(begin)
        page.write_text(before + begin + "\n" + "\n".join(lines) + end + rest.split(end)[1])


if __name__ == "__main__":
    main()
