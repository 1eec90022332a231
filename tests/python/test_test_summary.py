# SPDX-License-Identifier: Apache-2.0
"""scripts/test_summary.py counts what ran, and a program that broke off is a failure."""
import subprocess
import sys

import pytest

DOCTEST = "[doctest] test cases: {0} | {1} passed | {2} failed | 0 skipped\n[doctest] assertions: 9 | 9 passed | 0 failed |\n"

CASES = {
    "doctest": ("run", DOCTEST.format(12, 12, 0), "12 passed, 0 failed"),
    "doctest with a failure": ("fail", DOCTEST.format(12, 10, 2), "10 passed, 2 failed"),
    "doctest that crashed": ("fail", "Segmentation fault", "0 passed, 1 failed"),
    "doctest that crashed at its end": ("fail", DOCTEST.format(3, 3, 0), "3 passed, 1 failed"),
    "pytest": ("run", "..s  [100%]\nSKIPPED [1] a.py:3: no data\n2 passed, 1 skipped in 0.31s\n", "2 passed, 0 failed"),
    "pytest with failures": ("fail", "1 failed, 4 passed, 2 errors in 1.05s\n", "4 passed, 3 failed"),
    "any other": ("run", "50 files, 0 breaches of the structure\n", "1 passed, 0 failed"),
    "any other that fails": ("fail", "a.h:3: too long\n", "0 passed, 1 failed"),
}


def summarise(root, tmp_path, tests):
    rows = [f'<testcase name="{n}" time="0.1" status="{status}"><system-out>{output}</system-out></testcase>'
            for n, (status, output) in enumerate(tests)]
    (tmp_path / "tests.xml").write_text(f"<testsuite>{''.join(rows)}</testsuite>", encoding="utf-8")
    command = [sys.executable, str(root / "scripts/test_summary.py"), str(tmp_path / "tests.xml")]
    return subprocess.run(command, text=True, capture_output=True, check=False)


@pytest.mark.parametrize("case", CASES)
def test_last_line_counts_cases(root, tmp_path, case):
    status, output, expected = CASES[case]
    outcome = summarise(root, tmp_path, [(status, output)])
    assert outcome.stdout.splitlines()[-1] == expected, outcome.stderr
    assert outcome.returncode == (0 if status == "run" else 1)


def test_programs_are_added_up(root, tmp_path):
    outcome = summarise(root, tmp_path, [case[:2] for case in CASES.values()])
    assert outcome.stdout.splitlines()[-1] == "32 passed, 8 failed"


def test_skipped_tests_are_named(root, tmp_path):
    message = "tests/a.cpp:7: MESSAGE: skipped: ../shared is not there"
    outcome = summarise(root, tmp_path, [("run", f"{message}\n" + DOCTEST.format(1, 1, 0)), CASES["pytest"][:2]])
    named = [line.strip() for line in outcome.stdout.splitlines() if "skip" in line.lower()]
    assert named == [message, "SKIPPED [1] a.py:3: no data"]


def test_nothing_run_is_a_failure(root, tmp_path):
    assert summarise(root, tmp_path, []).returncode == 1
