# SPDX-License-Identifier: Apache-2.0
"""etslink calibrate on the command line: a damaged recipe or source ends with exit code 2, one message that names file and
line, and no folder; a sound one with a folder that etslink check accepts."""
import shutil

import pytest

BROKEN = {
    "a cell times 1000": ("table.csv", "1691,57,869", "1691000,57,869", "table.csv:6: output is 4698"),
    "a negative purchase": ("table.csv", "31,14,662", "31,14,-900", "table.csv:4: AA_i is -900"),
    "a table cut short": ("table.csv", "AB,e,", None, "table.csv:9: the table ends after 8 rows"),
    "a country in two regions": ("regions.csv", "AB,Aleph,A\n", "AB,Aleph,A\nAB,Aleph,B\n", "regions.csv:4: (AB) is given twice"),
    "a country in no region": ("regions.csv", "AB,Aleph,A\n", "AB,Aleph,AX\n", "regions.csv:3: region 'AB' of table.csv"),
    "an industry without row": ("sectors.csv", "wiod35,r,,OIL\n", "", "recipe.toml:"),
    "a number beyond int": ("recipe.toml", "year = 2011", "year = 99999999999", "recipe.toml:4: 'table.year'"),
    "a missing key": ("recipe.toml", 'totals = "co2_totals.csv"\n', "", "recipe.toml:96: missing key 'totals' in [co2]"),
    "no balanced table": ("recipe.toml", "coal = 0.9", "coal = 9.0", "table.csv:5: no balanced table: 'output of e, A'"),
}


@pytest.fixture(name="world")
def world_fixture(root, tmp_path):
    return shutil.copytree(root / "tests/fixtures/tiny_world", tmp_path / "world")


@pytest.mark.parametrize("case", BROKEN)
def test_damage_is_refused_with_file_and_line_before_anything_is_written(etslink, world, case):
    name, old, new, message = BROKEN[case]
    text = (world / name).read_text(encoding="utf-8")
    assert text.count(old) == 1
    changed = text[:text.index(old)] if new is None else text.replace(old, new)
    (world / name).write_text(changed, encoding="utf-8")
    run = etslink("calibrate", world / "recipe.toml", "-o", world / "made", "-q")
    assert run.returncode == 2, run.stderr
    assert run.stdout == ""
    assert run.stderr.startswith("error: ") and run.stderr.count("\n") == 1, run.stderr
    assert message in run.stderr
    assert "unexpected" not in run.stderr and "nan" not in run.stderr
    assert not (world / "made").exists()


def test_a_sound_world_is_calibrated_and_checked(etslink, world):
    run = etslink("calibrate", world / "recipe.toml", "-o", world / "made", "-q")
    assert (run.returncode, run.stderr) == (0, "")
    check = etslink("check", world / "made")
    assert check.returncode == 0, check.stderr
