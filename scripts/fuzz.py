#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Gives every reader of the program inputs that nobody would write, and tells which of them it neither read nor refused.

Builds the libFuzzer targets of tests/fuzz with AddressSanitizer and UndefinedBehaviorSanitizer and runs each for some time.
Prints inputs and faults of each target and of all; exit code 1 where there is a fault: a crash, an exception that is no
message, no end within seconds, memory that is lost. The input of a fault is kept in build/fuzz/faults/TARGET: run
`build/fuzz/tests/fuzz/etslink_fuzz_TARGET FILE` to see it again. What the targets learn is kept in build/fuzz/corpus.

    scripts/fuzz.py [TARGET ...] [--seconds N] [--jobs N]

    TARGET       benchmark, calibration, har, study, setting, sweep, table, journal, results; default: all
    --seconds N  for each target; default: 60
    --jobs N     targets at a time; default: as many as processors
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "fuzz"
TARGETS = sorted(path.stem.removeprefix("fuzz_") for path in (ROOT / "tests" / "fuzz").glob("fuzz_*.cpp"))
EXECUTED = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
MOST_FAULTS = 20  # of one target
LIMITS = ["-timeout=20", "-rss_limit_mb=3000", "-max_len=100000", "-print_final_stats=1", "-verbosity=1"]


def build():
    subprocess.run([ROOT / "scripts" / "install_dependencies.sh", "fuzz"], check=True, stdout=sys.stderr)
    subprocess.run(["cmake", "--preset", "fuzz"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["cmake", "--build", "--preset", "fuzz", "--parallel", str(os.cpu_count()), "--target", "fuzz_targets", "--", "-k", "0"],
                   cwd=ROOT, check=True, stdout=sys.stderr)


def fuzz(target, seconds, scratch):
    """(inputs, faults) of a target; it is started again behind each fault until the time is over."""
    corpus, faults, own_scratch = BUILD / "corpus" / target, BUILD / "faults" / target, Path(scratch) / target
    for folder in (corpus, faults, own_scratch):
        folder.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "TMPDIR": str(own_scratch),
                   "LSAN_OPTIONS": f"suppressions={ROOT / 'tests/sanitizers/leaks.txt'}:print_suppressions=0"}
    inputs = found = 0
    end = time.monotonic() + seconds
    while found < MOST_FAULTS and (left := round(end - time.monotonic())) > 0:
        command = [BUILD / "tests" / "fuzz" / f"etslink_fuzz_{target}", corpus, f"-max_total_time={left}",
                   f"-artifact_prefix={faults}/", *LIMITS]
        run = subprocess.run(command, cwd=own_scratch, env=environment, capture_output=True)
        output = run.stderr.decode(errors="replace")
        inputs += sum(map(int, EXECUTED.findall(output)))
        (BUILD / f"{target}.log").write_text(output)
        if run.returncode != 0:
            found += 1
            print(f"{target}: fault\n{output[-4000:]}", file=sys.stderr)
    return inputs, found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    if unknown := set(options.targets) - set(TARGETS):
        parser.error(f"there is no target {', '.join(sorted(unknown))}; targets: {', '.join(TARGETS)}")
    build()
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    all_inputs = all_faults = 0
    with tempfile.TemporaryDirectory(prefix="etslink_fuzz_", dir=memory) as scratch, ThreadPoolExecutor(options.jobs) as pool:
        targets = options.targets or TARGETS
        for target, (inputs, faults) in zip(targets, pool.map(lambda name: fuzz(name, options.seconds, scratch), targets)):
            print(f"{target:<12}{inputs:>9} inputs {faults:>3} faults", flush=True)
            all_inputs, all_faults = all_inputs + inputs, all_faults + faults
            if inputs == 0:
                all_faults += 1
    print(f"{'all':<12}{all_inputs:>9} inputs {all_faults:>3} faults")
    return 1 if all_faults else 0


if __name__ == "__main__":
    sys.exit(main())
