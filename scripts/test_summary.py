#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Adds up the test cases in ctest's JUnit reports, shows what was skipped and why, and closes with "N passed, N failed".

A doctest program says how many of its cases passed, pytest likewise; any other test counts as one. A program that broke
off before it could say so counts as one failure. A C++ test that cannot run says MESSAGE("skipped: reason").
"""
import re
import sys
import xml.etree.ElementTree as ElementTree

DOCTEST = re.compile(r"\[doctest\] test cases:\s*\d+ \|\s*(\d+) passed \|\s*(\d+) failed")
PYTEST = re.compile(r"^(?=.*\b(?:passed|failed|error|skipped)).* in [\d.]+s", re.MULTILINE)
SKIPPED = re.compile(r"^.*(?:\bSKIPPED\b|\bskipped: ).*$", re.MULTILINE)


def pytest_count(line, word):
    found = re.search(rf"(\d+) {word}", line)
    return int(found[1]) if found else 0


def count(output, succeeded):
    """(passed, failed) cases of one ctest test from what it printed."""
    passed, failed = (1, 0) if succeeded else (0, 0)
    doctest, pytest = DOCTEST.search(output), PYTEST.findall(output)
    if doctest:
        passed, failed = int(doctest[1]), int(doctest[2])
    elif pytest:
        passed, failed = pytest_count(pytest[-1], "passed"), sum(pytest_count(pytest[-1], w) for w in ("failed", "error"))
    return passed, failed if succeeded else max(failed, 1)


def main(reports):
    total_passed = total_failed = 0
    for report in reports:
        for case in ElementTree.parse(report).getroot().iter("testcase"):
            output = case.findtext("system-out") or ""
            passed, failed = count(output, case.get("status") == "run")
            total_passed, total_failed = total_passed + passed, total_failed + failed
            print(f"{case.get('name'):<24}{passed:>5} passed{failed:>5} failed  {float(case.get('time')):7.1f} s")
            for line in SKIPPED.findall(output):
                print(f"    {line.strip()}")
    if total_passed + total_failed == 0:
        sys.exit("no test was run")
    print(f"{total_passed} passed, {total_failed} failed")
    return 1 if total_failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
