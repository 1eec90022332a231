# SPDX-License-Identifier: Apache-2.0
"""The list of scripts/mutants.py fits the code: every mutant has its place, and there are enough of them."""
import runpy
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_mutant_has_its_place():
    listed = subprocess.run([sys.executable, ROOT / "scripts" / "mutants.py", "--list"], capture_output=True, text=True)
    assert listed.returncode == 0, listed.stderr
    assert len(listed.stdout.splitlines()) >= 80


def test_no_two_mutants_are_the_same():
    mutants = tomllib.loads((ROOT / "tests" / "mutants.toml").read_text())["mutant"]
    assert not [place for place, n in Counter((m["file"], m["old"]) for m in mutants).items() if n > 1]
    assert all(m["old"] != m["new"] and m["what"] for m in mutants)


def test_brackets_must_not_change_what_an_expression_means():
    stands_alone = runpy.run_path(str(ROOT / "scripts" / "mutants.py"))["stands_alone"]
    for text, old, fits in (("a - b - c;", "b - c", False), ("a + b - c;", "b - c", True), ("a * b + c;", "b + c", False),
                            ("a * (b + c);", "b + c", True), ("a - b * c;", "b * c", True), ("a / b * c;", "b * c", False),
                            ("a + b * c;", "a + b", False), ("f(a ? b : c);", "a ? b : c", True), ("x = a ? b : c;", "b", True),
                            ("a * b.c;", "a * b", False), ("a * b[i];", "a * b", False), ("a.b * c;", "a", True)):
        assert stands_alone(text, old) == fits, (text, old)
