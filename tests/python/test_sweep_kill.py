# SPDX-License-Identifier: Apache-2.0
"""A sweep that is killed again and again ends with the file of an undisturbed one, and nothing finished is computed twice."""
import os
import random
import subprocess
import time
from pathlib import Path

import pytest
from tiny_sweep import write_sweep

KILLS = 50
SAMPLES = 1600


@pytest.fixture(scope="module")
def study(root, tmp_path_factory):
    return write_sweep(root, tmp_path_factory.mktemp("kill"), SAMPLES)


@pytest.fixture(scope="module")
def undisturbed(etslink, study):
    path = study.parent / "whole.h5"
    began = time.monotonic()
    run = etslink("sweep", study, "-o", path, "--quiet", "--threads", "1")
    assert run.returncode == 0, run.stderr
    assert not Path(f"{path}.journal").exists()
    return path, time.monotonic() - began


def test_fifty_kills_cost_nothing_that_was_written(etslink, root, study, undisturbed):
    whole, seconds = undisturbed
    binary = Path(os.environ.get("ETSLINK_BINARY", "build/release/etslink"))
    binary = binary if binary.is_absolute() else root / binary
    output, journal = study.parent / "killed.h5", study.parent / "killed.h5.journal"
    command = [binary, "sweep", study, "-o", output, "--quiet", "--resume", "--threads", "2"]
    generator = random.Random(11)
    kills = size = 0
    while kills < KILLS:
        process = subprocess.Popen(command, cwd=root)
        try:
            # Some before the first unit is finished, some far into the work.
            process.wait(generator.uniform(0, seconds / 8))
            assert process.returncode == 0
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            kills += 1
            if journal.exists() and not output.exists():
                # A record that the kill tore may go, all others stay.
                assert journal.stat().st_size >= size - 100_000
                size = journal.stat().st_size
        if output.exists():  # complete: all over again
            for path in (output, journal):
                path.unlink(missing_ok=True)
            size = 0
    run = etslink("sweep", study, "-o", output, "--quiet", "--resume")
    assert run.returncode == 0, run.stderr
    assert not journal.exists()
    run = etslink("diff", whole, output)
    assert run.returncode == 0, run.stdout


def test_resume_computes_only_what_is_missing(etslink, study, undisturbed):
    output, journal = study.parent / "half.h5", study.parent / "half.h5.journal"
    shard = etslink("sweep", study, "-o", study.parent / "all.shard", "--shard", "1/1", "--quiet")
    assert shard.returncode == 0, shard.stderr
    bytes_of_all = (study.parent / "all.shard").read_bytes()
    journal.write_bytes(bytes_of_all[: len(bytes_of_all) * 9 // 10])
    run = etslink("sweep", study, "-o", output, "--resume", "--threads", "1", "--log-level", "info")
    assert run.returncode == 0, run.stderr
    kept = int(run.stderr.split("info: ")[1].split(f" of {SAMPLES} samples are in the journal")[0])
    assert 0.85 * SAMPLES < kept < 0.91 * SAMPLES
    run = etslink("diff", undisturbed[0], output)
    assert run.returncode == 0, run.stdout
