# SPDX-License-Identifier: Apache-2.0
"""run, macc, coalitions and sweep stopped at random times: what is finished is kept and marked, no file is lost or half
written, exit codes are those of shells and no process stays behind. ETSLINK_KILLS sets how often each is stopped."""
import os
import random
import signal
import subprocess
import time
from pathlib import Path

import h5py
import numpy as np
import pytest
from auditor_graph import text_attribute
from tiny_sweep import write_sweep

KILLS = int(os.environ.get("ETSLINK_KILLS", "9"))
STUDY = "studies/northeast_asia.toml"
COMMANDS = {"run": ["run", STUDY], "macc": ["macc", STUDY], "coalitions": ["coalitions", STUDY]}
SIGNALS = [signal.SIGTERM, signal.SIGINT, signal.SIGKILL]
OLD = b"an old file"


def start(root, command):
    """A process in a session of its own, which does not ignore SIGINT as jobs in the background do."""
    binary = Path(os.environ.get("ETSLINK_BINARY", "build/release/etslink"))
    binary = binary if binary.is_absolute() else root / binary
    return subprocess.Popen([binary, *map(str, command)], cwd=root, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            start_new_session=True, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))


def stopped(root, command, seconds, number):
    """Starts a command and sends a signal some seconds later, or not if it is over by then; exit code and texts."""
    process = start(root, command)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(number)
    out, err = process.communicate(timeout=120)
    with pytest.raises(ProcessLookupError):  # nobody is left in its session
        os.killpg(process.pid, 0)
    return process.returncode, out, err


@pytest.fixture(scope="module", params=COMMANDS)
def whole(request, etslink, tmp_path_factory):
    """A command, the file of an undisturbed run, and how long that took."""
    command, path = COMMANDS[request.param], tmp_path_factory.mktemp(request.param) / "whole.h5"
    began = time.monotonic()
    run = etslink(*command, "-o", path, "--quiet")
    assert run.returncode == 0, run.stderr
    return command, path, time.monotonic() - began


def words(dataset):
    """Texts over any axes, such as variant and scenario."""
    rows = dataset[()]
    return np.array([row.tobytes().rstrip(b"\0").decode() for row in rows.reshape(-1, rows.shape[-1])]).reshape(rows.shape[:-1])


def same(a, b):
    return np.array_equal(a, b, equal_nan=a.dtype.kind == "f")


def check_against(whole, path):
    """Every scenario or point of a file is that of the whole one or missing; returns what the file says is missing."""
    with h5py.File(whole) as all_of_it, h5py.File(path) as part:
        incomplete = text_attribute(part, "incomplete")
        if "scenario" in part:
            status = words(part["solver_status"])
            solved = status == "solved"
            assert (incomplete == "") == bool(solved.all())
            for name in ("solver_iterations", "carbon_price", "co2", "ipopt_confirmed", "leakage_competitiveness_channel"):
                assert same(part[name][()][solved], all_of_it[name][()][solved]), name
                assert np.all(np.isnan(part[name][()][~solved])) or name == "solver_iterations", name
            assert set(status.flat) <= {"solved", "interrupted"}
            named = incomplete.partition(": ")[2].split(", ")
            assert len(named) == (~solved).sum() or incomplete == ""
        else:
            price, of_all = part["carbon_price"][()], all_of_it["carbon_price"][()]
            known = ~np.isnan(price)
            assert same(price[known], of_all[known])
            assert (incomplete == "") == bool(np.array_equal(known, ~np.isnan(of_all)))
        return incomplete


def test_stopped_at_random_times_keeps_what_is_finished(root, etslink, whole, tmp_path):
    command, whole_file, seconds = whole
    generator = random.Random(7)
    output = tmp_path / "out.h5"
    kept = 0
    for k in range(KILLS):
        number = SIGNALS[k % 3]
        output.write_bytes(OLD)
        code, _, err = stopped(root, [*command, "-o", output], generator.uniform(0, 1.1 * seconds), number)
        where = f"{number.name} {k}: {err}"
        assert code in (0, -number, 128 + number), where
        if output.read_bytes() == OLD:  # before the first solve, or killed
            assert code == -number, where
            continue
        incomplete = check_against(whole_file, output)
        assert code != 0 or incomplete == "", where
        if code == 128 + number:
            kept += 1
            assert "stopping, what is finished is kept" in err
        info = etslink("info", output)
        assert info.returncode == 0, info.stderr
        assert (incomplete[:60] in info.stdout) and ("\nincomplete" in info.stdout) == (incomplete != "")
        assert [p.name for p in tmp_path.iterdir() if p.suffix == ".h5"] == ["out.h5"]
    assert kept > 0  # else the times are wrong


def test_a_sweep_that_is_stopped_says_how_to_go_on(root, etslink, tmp_path):
    study, output = write_sweep(root, tmp_path, 3000), tmp_path / "sweep.h5"
    command = ["sweep", study, "-o", output, "--threads", "2"]
    for number in (signal.SIGINT, signal.SIGTERM):
        journal = Path(f"{output}.journal")
        size = journal.stat().st_size if journal.exists() else 0
        process = start(root, [*command, "--resume"])
        deadline = time.monotonic() + 60
        while not (journal.exists() and journal.stat().st_size > size + 20_000) and process.poll() is None:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        process.send_signal(number)
        _, err = process.communicate(timeout=60)
        assert process.returncode == 128 + number, err
        assert "go on with --resume" in err and journal.exists() and not output.exists()
    run = etslink(*command, "--quiet", "--resume")
    assert run.returncode == 0, run.stderr
    run = etslink("sweep", study, "-o", tmp_path / "undisturbed.h5", "--quiet")
    assert run.returncode == 0, run.stderr
    run = etslink("diff", output, tmp_path / "undisturbed.h5")
    assert run.returncode == 0, run.stdout
