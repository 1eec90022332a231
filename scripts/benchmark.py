#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Times `etslink bench` over table sizes and solvers and writes the tables of docs/performance.md.

Each run has a limit of time and memory of its own; a size that a solver can't do within them is shown as such and larger
ones are not tried with it. Python's standard library only. The kernels of benchmarks/ are timed apart, by Google
Benchmark: `scripts/install_dependencies.sh bench`, then as docs/performance.md says.
"""
import argparse
import json
import os
import platform
import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- figures: scripts/benchmark.py -->\n", "<!-- end of figures -->\n"
SIZES = [(6, 15), (8, 17), (20, 20), (41, 35), (44, 56), (49, 200), (141, 65), (160, 76), (160, 200)]
SOLVERS = ["newton-krylov", "ipopt"]
HEADER = ("| regions x sectors | unknowns | Jacobian entries | solver | threads | build (s) | solve (s) | iterations | "
          "GMRES | residual | peak memory (MB) |\n|---|---|---|---|---|---|---|---|---|---|---|\n")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", default=str(ROOT / "build" / "release" / "etslink"), help="default: %(default)s")
    parser.add_argument("--sizes", nargs="+", metavar="RxS", help="e.g. 6x15 41x35; default: all of the page")
    parser.add_argument("--solvers", nargs="+", choices=SOLVERS, default=SOLVERS)
    parser.add_argument("--threads", nargs="+", type=int, default=[1, 2], help="of newton-krylov; default: 1 2")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each, of which the fastest counts (default 3)")
    parser.add_argument("--max-seconds", type=float, default=120, help="limit of one run (default 120)")
    parser.add_argument("--max-gb", type=float, default=16, help="limit of address space of one run (default 16)")
    parser.add_argument("--print", action="store_true", help="print the table and leave the page as it is")
    return parser.parse_args()


def bench(options, size, solver, threads):
    """The figures of the fastest of some runs, or the reason why there are none."""
    command = [options.program, "bench", "--regions", str(size[0]), "--sectors", str(size[1]), "--solver", solver,
               "--threads", str(threads), "--nests", str(ROOT / "data" / "nests" / "klem.toml")]
    limit = int(options.max_gb * 2**30)
    runs = []
    for _ in range(options.repeat):
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=options.max_seconds, check=False,
                                  preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)))
        except subprocess.TimeoutExpired:
            return f"more than {options.max_seconds:g} s"
        if done.returncode == 2:
            sys.exit(done.stderr)
        if not done.stdout:
            return f"more than {options.max_gb:g} GB" if "memory" in done.stderr else "failed"
        runs.append(json.loads(done.stdout))
    return min(runs, key=lambda run: run["seconds_solve"])


def row(size, solver, threads, run):
    name = f"| {size[0]} x {size[1]} "
    if isinstance(run, str):
        return f"{name}| | | {solver} | {threads} | | {run} | | | | |\n"
    residual = "-" if run["residual"] is None else f"{run['residual']:.0e}"
    state = "" if run["status"] == "solved" else f" ({run['status']})"
    return (f"{name}| {run['unknowns']:,} | {run['jacobian_entries']:,} | {solver} | {threads} | "
            f"{run['seconds_build']:.3g} | {run['seconds_solve']:.3g}{state} | {run['iterations']} | "
            f"{run['gmres_iterations'] or ''} | {residual} | {run['peak_mb']:.0f} |\n")


def measure(options, sizes):
    """Rows of the table; each is shown on standard error when it is there."""
    rows, given_up = [], set()
    for size in sizes:
        for solver in options.solvers:
            for threads in options.threads if solver == "newton-krylov" else [1]:
                if (solver, threads) in given_up:
                    continue
                run = bench(options, size, solver, threads)
                if isinstance(run, str):
                    given_up.add((solver, threads))
                rows.append(row(size, solver, threads, run))
                sys.stderr.write(rows[-1])
    return rows


def processor():
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def main():
    options = arguments()
    sizes = [tuple(int(n) for n in size.split("x")) for size in options.sizes] if options.sizes else SIZES
    table = HEADER + "".join(measure(options, sizes))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    version = subprocess.run([options.program, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    hardware = f"{version}; {processor()}, {os.cpu_count()} processors, {memory:.0f} GB; fastest of {options.repeat}.\n"
    if options.print:
        print(hardware + "\n" + table)
        return
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN, 1)
    PAGE.write_text(before + BEGIN + "\n" + hardware + "\n" + table + "\n" + END + rest.split(END, 1)[1], encoding="utf-8")


if __name__ == "__main__":
    main()
