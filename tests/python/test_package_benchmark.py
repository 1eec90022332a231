# SPDX-License-Identifier: Apache-2.0
"""Benchmarks of the Python package: read, changed and written without loss, and what the program does with them."""
import gzip
import re
import shutil
from pathlib import Path

import pytest

import etslink
from etslink import Benchmark
from etslink.benchmark import NUMBERS

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = [ROOT / "data/nea2011", *sorted(path.parent for path in (ROOT / "tests/fixtures").glob("*/benchmark.toml"))]
TINY = ROOT / "tests/fixtures/tiny_taxes"


def contents(folder):
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())
            if file.name.endswith((".csv", ".csv.gz")) or file.name == "benchmark.toml"}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_what_is_read_is_written_byte_by_byte(folder, tmp_path):
    benchmark = Benchmark.read(folder)
    assert contents(benchmark.write(tmp_path / "same")) == contents(folder)
    zipped = Benchmark.read(benchmark.write(tmp_path / "zipped", zipped=True))
    assert {gzip.decompress(data) if name.endswith(".gz") else data for name, data in contents(tmp_path / "zipped").items()} == \
        set(contents(folder).values())
    assert contents(zipped.write(tmp_path / "again")) == contents(tmp_path / "zipped")


def test_columns_of_numbers_are_those_of_the_format():
    rows = re.findall(r"^\| `\w+\.csv`[ *]*\| ([^|]+)\|", (ROOT / "docs/benchmark.md").read_text(encoding="utf-8"), re.MULTILINE)
    columns = {name for row in rows for name in re.sub(r"\*\*[^*]*\*\*", "", row).replace(" ", "").split(",") if name}
    texts = {"region", "name", "role", "mobility", "kind", "unit", "good"}
    assert columns == {*NUMBERS, *texts}, "a new column: is it one of numbers (python/etslink/benchmark.py)?"


def test_numbers_are_written_as_the_program_writes_them(tmp_path):
    benchmark = Benchmark.read(ROOT / "data/nea2011")
    for table in benchmark.values():
        table.index = [f"row {i}" for i in range(len(table))]  # so that no row is known
    assert contents(benchmark.write(tmp_path / "anew")) == contents(ROOT / "data/nea2011")


def test_foreign_forms_stay_where_nothing_is_changed(tmp_path):
    shutil.copytree(TINY, tmp_path / "foreign")
    file = tmp_path / "foreign/use.csv"
    lines = file.read_text().splitlines()
    lines[1] = lines[1].replace("domestic,", '"domestic",') + "0" * ("." in lines[1].split(",")[-1])
    file.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines).encode() + b"\r\n\r\n")
    (tmp_path / "foreign/notes.txt").write_text("not of the benchmark")
    benchmark = Benchmark.read(tmp_path / "foreign")
    assert benchmark.write(tmp_path / "same").joinpath("use.csv").read_bytes() == file.read_bytes()
    benchmark["use"].loc[3, "value_musd"] *= 1 + 1e-15
    changed = benchmark.write(tmp_path / "changed").joinpath("use.csv").read_bytes().decode().split("\r\n")
    assert changed[1] == lines[1] and '"domestic"' in lines[1]
    assert [i for i, (now, then) in enumerate(zip(changed, lines)) if now != then] == [4]
    assert Benchmark.read(tmp_path / "changed")["use"].value_musd[3] == benchmark["use"].value_musd[3]


def test_rows_columns_and_tables_are_added_and_taken_out(tmp_path):
    benchmark = Benchmark.read(TINY)
    co2 = benchmark["co2"]
    benchmark["co2"] = co2[co2.user != co2.user[0]]
    benchmark["regions"].loc[len(benchmark["regions"])] = ["NA", 'a "name", with a comma']
    benchmark["sectors"] = benchmark["sectors"].drop(columns="name")
    del benchmark["elasticities"]
    benchmark.description = benchmark.description.replace("2011", "2012")
    again = Benchmark.read(benchmark.write(tmp_path / "changed"))
    assert set(again) == set(Benchmark.read(TINY)) - {"elasticities"}
    assert again["co2"].values.tolist() == benchmark["co2"].values.tolist()
    assert again["regions"].iloc[-1].tolist() == ["NA", 'a "name", with a comma']
    assert list(again["sectors"].columns) == ["sector", "role"]
    assert "2012" in again.description
    assert repr(again).startswith("<etslink.Benchmark: agents ")


def test_a_folder_with_files_is_replaced_only_where_that_is_meant(tmp_path):
    benchmark = Benchmark.read(TINY)
    (tmp_path / "full").mkdir()
    (tmp_path / "full/make.csv").write_text("old")
    (tmp_path / "full/notes.txt").write_text("kept")
    with pytest.raises(FileExistsError, match="overwrite=True"):
        benchmark.write(tmp_path / "full")
    assert (tmp_path / "full/make.csv").read_text() == "old"
    benchmark.write(tmp_path / "full", overwrite=True)
    assert contents(tmp_path / "full") == contents(TINY)
    assert (tmp_path / "full/notes.txt").read_text() == "kept"


@pytest.mark.parametrize("name, text, message", [
    ("use.csv", "", "is empty"),
    ("use.csv", "region,good\nA\n", "1 fields instead of 2"),
    ("co2.csv", "mt\nmany\n", "'many' is no number"),
])
def test_what_is_no_table_is_refused_with_its_file(name, text, message, tmp_path):
    shutil.copytree(TINY, tmp_path / "broken")
    (tmp_path / "broken" / name).write_text(text)
    with pytest.raises(ValueError, match=message) as caught:
        Benchmark.read(tmp_path / "broken")
    assert name in str(caught.value)
    with pytest.raises(FileNotFoundError, match="has no benchmark.toml"):
        Benchmark.read(tmp_path)


def test_gaps_are_told_closed_and_refused():
    benchmark = Benchmark.read(TINY)
    assert etslink.check(TINY).holds
    benchmark["output_tax"].loc[0, "tax_musd"] *= 1.0001
    checked = etslink.check(benchmark)
    assert not checked.holds
    assert len(checked.gaps) == 2 and checked.gaps[0].startswith("zero profit: ")
    assert etslink.check(benchmark, tolerance=0.01).holds
    balanced = etslink.balance(benchmark)
    assert etslink.check(balanced).holds
    assert "output tax: " in balanced.report and "etslink-" not in balanced.report
    benchmark["output_tax"].loc[0, "tax_musd"] *= 2
    with pytest.raises(etslink.InputError, match="<benchmark>: the benchmark does not balance"):
        etslink.balance(benchmark)


def test_a_wrong_file_of_a_benchmark_is_an_error_with_its_line():
    benchmark = Benchmark.read(TINY)
    benchmark["regions"].loc[1, "region"] = "Ä"
    with pytest.raises(etslink.InputError) as caught:
        etslink.check(benchmark)
    assert caught.value.file.startswith("<benchmark>/") and caught.value.line is not None


def test_a_map_is_a_file_or_a_dictionary(tmp_path):
    content = {"region": [{"code": "ALL", "members": ["*"]}]}
    small = etslink.aggregate(TINY, content, output=tmp_path / "small")
    assert small["regions"].region.tolist() == ["ALL"]
    assert contents(tmp_path / "small") == contents(small.write(tmp_path / "again"))
    (tmp_path / "map.toml").write_text('[[region]]\ncode = "ALL"\nmembers = ["*"]\n')
    assert contents(etslink.aggregate(Benchmark.read(TINY), tmp_path / "map.toml").write(tmp_path / "file")) == contents(tmp_path / "small")
    with pytest.raises(etslink.InputError, match="unknown region 'X'"):
        etslink.aggregate(TINY, {"region": [{"code": "ALL", "members": ["X"]}]})


def test_an_aggregate_says_what_became_of_physical_volumes():
    folder = ROOT / "tests/fixtures/tiny_volumes"
    one = {"region": [{"code": "ALL", "members": ["*"]}]}
    priced = etslink.aggregate(folder, one).report
    assert "  COL, ALL: one price of 2.407 USD/GJ instead of 2.525 (A), 1.852 (B), imports " in priced
    assert "warning:" not in priced
    added = etslink.aggregate(folder, {"volumes": "added", **one}).report
    assert "warning: ELE, ALL: 70 (A), 110 (B) count alike, as 87.67 USD/MWh" in added
    without = etslink.aggregate(folder, {"volumes": "none", **one})
    assert "warning: COL is left out of output_volumes.csv: the map says so" in without.report
    assert "output_volumes" not in without


def test_results_follow_a_changed_benchmark(tmp_path):
    benchmark = Benchmark.read(ROOT / "tests/fixtures/tiny2x2")
    benchmark["co2"].mt *= 2
    study = etslink.Study("double", benchmark=benchmark.write(tmp_path / "double"), nests=ROOT / "data/nests/klem.toml")
    study.market("A", regions=["A"], sectors="all", cap={"reduction_percent": 10})
    study.scenario("capped")
    double = etslink.run(study, solver="newton-krylov")
    single = etslink.run(study, {"study.benchmark": str(ROOT / "tests/fixtures/tiny2x2")}, solver="newton-krylov")
    assert float(double.co2[0, 0]) == pytest.approx(2 * float(single.co2[0, 0]), rel=1e-12)
    assert float(double.carbon_price[1, 0]) == pytest.approx(float(single.carbon_price[1, 0]) / 2, rel=1e-6)
