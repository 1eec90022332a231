# SPDX-License-Identifier: Apache-2.0
"""`--json` of the commands that print tables: the same numbers as the table, the same exit codes, one line."""
import json
import shutil

import pytest
from tiny_study import study_text


def answer(run, code=0):
    assert run.returncode == code, run.stderr
    assert run.stdout.count("\n") == 1
    return json.loads(run.stdout)


def test_check_tells_what_its_page_tells(etslink, root):
    found = answer(etslink("check", root / "data/nea2011", "--json"))
    page = etslink("check", root / "data/nea2011").stdout
    assert found["holds"] and found["gaps"] == [] and found["tolerance"] == 1e-6
    assert f"{len(found['regions'])} regions, {len(found['sectors'])} sectors, {found['factors']} factors" in page
    assert f"value added {found['value_added_musd'] / 1000:.6g} billion USD, CO2 {found['co2_mt']:.6g} Mt" in page
    assert found["co2_international_transport_mt"] > 0
    assert [row["region"] for row in found["taxes_by_region_musd"]] == found["regions"]
    for row in found["taxes_by_region_musd"]:
        parts = ("fuels", "households", "other_final", "inputs", "output", "trade", "labour", "capital")
        assert row["total"] == pytest.approx(sum(row[part] for part in parts), rel=1e-12)
    assert len(found["plausibility"]) > 10
    for rule in found["plausibility"]:
        outside = [one for one in rule["measured"] if not (rule["low"] is None or one["value"] >= rule["low"]) or not (rule["high"] is None or one["value"] <= rule["high"])]
        assert len(outside) == len(rule["unusual"]), rule["rule"]


def changed_copy(root, folder, factor):
    """A benchmark in which its largest payment to a factor is multiplied."""
    shutil.copytree(root / "tests/fixtures/tiny2x2", folder)
    head, *rows = [line.split(",") for line in (folder / "value_added.csv").read_text().splitlines()]
    column = head.index("value_musd")
    largest = max(rows, key=lambda row: float(row[column]))
    largest[column] = repr(float(largest[column]) * factor)
    (folder / "value_added.csv").write_text("".join(",".join(row) + "\n" for row in (head, *rows)))
    return folder


def test_check_of_what_does_not_balance_lists_the_gaps_and_fails(etslink, root, tmp_path):
    run = etslink("check", changed_copy(root, tmp_path / "broken", 1.1), "--json")
    found = answer(run, 2)
    assert not found["holds"] and "plausibility" not in found
    sizes = [gap["relative_gap"] for gap in found["gaps"]]
    assert sizes == sorted(sizes, reverse=True) and sizes[0] > 1e-3
    assert found["gaps"][0]["text"] in run.stderr
    assert {"condition", "place", "left", "right"} <= set(found["gaps"][0])


def test_balance_lists_its_repairs(etslink, root, tmp_path):
    changed_copy(root, tmp_path / "rounded", 1 + 1e-6)
    table = etslink("balance", tmp_path / "rounded", "-o", tmp_path / "a").stdout
    found = answer(etslink("balance", tmp_path / "rounded", "-o", tmp_path / "b", "--json"))
    assert found["folder"] == str(tmp_path / "b")
    assert f"{len(found['repairs'])} repair" in table
    first = found["repairs"][0]
    assert table.startswith(f"{first['what']}: {first['place']}: ")
    assert first["part"] > 0 and first["before"] != first["after"]


def test_aggregate_has_the_totals_of_both_folders(etslink, root, tmp_path):
    found = answer(etslink("aggregate", "nea2011", "nea_3x5", "-o", tmp_path / "small", "--json"))
    before, after = found["before"], found["after"]
    assert len(before["regions"]) == 8 and len(after["regions"]) == 3 and len(after["sectors"]) == 6
    for total in ("value_added_musd", "taxes_musd", "co2_mt"):  # use changes where goods with volumes get one price
        assert after[total] == pytest.approx(before[total], rel=1e-9), total
    assert after["folder"] == str(tmp_path / "small") and found["prices"] and isinstance(found["warnings"], list)


@pytest.fixture(scope="module")
def runs(etslink, root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("json")
    (folder / "study.toml").write_text(study_text(root, "two_by_two"))
    for name, change in (("a", []), ("b", ["--set", "market.A.cap.reduction_percent=11"])):
        run = etslink("run", folder / "study.toml", "-o", folder / f"{name}.h5", "--quiet", "--solver", "newton-krylov", *change)
        assert run.returncode == 0, run.stderr
    return folder


def test_diff_lists_every_difference(etslink, runs):
    same = answer(etslink("diff", runs / "a.h5", runs / "a.h5", "--json"))
    assert same["equal"] and same["differences"] == [] and same["variables"] > 100
    run = etslink("diff", runs / "a.h5", runs / "b.h5", "--values", "--json")
    found = answer(run, 1)
    table = etslink("diff", runs / "a.h5", runs / "b.h5", "--values", "--all").stdout.splitlines()
    assert [f"{one['name']}: {one['message']}" for one in found["differences"]] == table[:-1]
    assert not found["equal"] and f"{len(found['differences'])} differences; {found['variables']} variables compared" in table[-1]
    assert any(one["name"] == "carbon_price" and one["relative"] > 1e-3 for one in found["differences"])


def test_sweep_and_merge_print_what_info_prints_of_their_file(etslink, root, tmp_path):
    study = root / "studies/northeast_asia_sweep.toml"
    few = ("--samples", "64", "--set", "results.channels=false")
    found = answer(etslink("sweep", study, *few, "-o", tmp_path / "sweep.h5", "--json"))
    assert found == answer(etslink("info", tmp_path / "sweep.h5", "--json"))
    assert "statistics" in found
    for k in (1, 2):
        assert etslink("sweep", study, *few, "--shard", f"{k}/2", "-o", tmp_path / f"{k}.shard", "--quiet").returncode == 0
    merged = answer(etslink("merge", tmp_path / "1.shard", tmp_path / "2.shard", "-o", tmp_path / "merged.h5", "--json"))
    assert merged["variables"] == found["variables"]
    for other in (("--shard", "1/2"), ("--dry-run",)):
        run = etslink("sweep", study, *few, *other, "--json", "-o", tmp_path / "x.h5")
        assert run.returncode == 2 and "--json prints the results of a whole sweep" in run.stderr
    run = etslink("sweep", study, *few, "-o", "/dev/stdout", "--json")
    assert run.returncode == 2 and "--json prints what the results file holds" in run.stderr


def test_the_version_is_json_as_well(etslink):
    found = answer(etslink("--version", "--json"))
    assert etslink("--version").stdout == f"etslink {found['version']} ({found['revision']})\n"
    assert "run" in found["commands"] and found["data"] and found["compiler"]
    run = etslink("--version", "--jsn")
    assert run.returncode == 2 and "unexpected argument '--jsn'; usage: etslink --version [--json]" in run.stderr
