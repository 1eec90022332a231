# SPDX-License-Identifier: Apache-2.0
"""Tables for other programs: that of the IAMC by the rules that pyam and the scenario databases publish, CSV and Excel against the file."""
import csv
import json
import re
import shutil

import numpy as np
import openpyxl
import pandas
import pytest
import xarray
from tiny_study import study_text

COLUMNS = ["Model", "Scenario", "Region", "Variable", "Unit", "Year", "Value"]
INDEX = COLUMNS[:-1]
# Names and units of the common definitions for what is exported, written down from their text; SECTOR and MARKET stand for any.
COMMON = {
    "GDP|MER": "billion {money}/yr",
    "Consumption": "billion {money}/yr",
    "Emissions|CO2": "Mt CO2/yr",
    "Emissions|CO2|Energy|Demand|Bunkers": "Mt CO2/yr",
    "Price|Carbon": "{money}/t CO2",
    "Price|Carbon|MARKET": "{money}/t CO2",
    "Policy Cost|GDP Loss|MER": "billion {money}/yr",
    "Policy Cost|Equivalent Variation": "billion {money}/yr",
    "Policy Cost|Area under MAC Curve": "billion {money}/yr",
    "Trade|Emissions Allowances [Volume]": "Mt CO2-equiv/yr",
    "Trade|Emissions Allowances [Value]": "billion {money}/yr",
    "Export [Value]": "billion {money}/yr",
    "Import [Value]": "billion {money}/yr",
    "Export|SECTOR [Value]": "billion {money}/yr",
    "Import|SECTOR [Value]": "billion {money}/yr",
}


def problems_of(path):
    """What pyam would not read, or a database would refuse: columns, keys, numbers, years, blanks, letters that stand for something else."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    if not rows or list(rows[0]) != COLUMNS:
        return ["columns"]
    found, keys = [], set()
    for number, row in enumerate(rows, start=2):
        key = tuple(row[column] for column in INDEX)
        if None in row.values() or None in row:
            found.append(f"{number}: fields")
            continue
        if key in keys:
            found.append(f"{number}: key twice {key}")
        keys.add(key)
        if not re.fullmatch(r"-?\d+(\.\d+)?(e[+-]\d+)?", row["Value"]):
            found.append(f"{number}: value {row['Value']!r}")
        if not re.fullmatch(r"\d{4}", row["Year"]):
            found.append(f"{number}: year {row['Year']!r}")
        for column in INDEX:
            text = row[column]
            if not text or text != text.strip() or re.search(r"\s\||\|\s|\s\s|[;:*\n]", text):
                found.append(f"{number}: {column} {text!r}")
        if "||" in row["Variable"] or row["Variable"].strip("|") != row["Variable"]:
            found.append(f"{number}: empty level in {row['Variable']!r}")
    return found


def pattern_of(variable):
    variable = re.sub(r"^(Export|Import)\|.* \[Value\]$", r"\1|SECTOR [Value]", variable)
    return re.sub(r"^Price\|Carbon\|.*", "Price|Carbon|MARKET", variable)


def units_by_other_names(path, money):
    """Rows whose variable is none of the common definitions, or has another unit there."""
    table = pandas.read_csv(path)
    return {(row.Variable, row.Unit) for row in table.itertuples() if COMMON.get(pattern_of(row.Variable), "").format(money=money) != row.Unit}


@pytest.fixture(scope="module")
def files(etslink, root, tmp_path_factory):
    """A run, another one of the same scenarios, one with variants, one with several markets and transport, curves, a sweep."""
    path = tmp_path_factory.mktemp("exchange")
    (path / "study.toml").write_text(study_text(root, "two_by_two"))
    quick = ("--quiet", "--solver", "newton-krylov", "--set", "results.channels=false", "--set", "results.abatement_cost=false")
    fixtures = root / "tests/fixtures/studies"
    calls = {"one": ["run", path / "study.toml", *quick[:3]],
             "two": ["run", path / "study.toml", *quick],
             "variants": ["run", root / "studies/northeast_asia.toml", *quick],
             "markets": ["run", fixtures / "every_instrument/credits.toml", *quick],
             "transport": ["run", fixtures / "every_instrument/transport.toml", *quick],
             "macc": ["macc", path / "study.toml", "--points", "3", "--quiet"],
             "sweep": ["sweep", root / "studies/northeast_asia_sweep.toml", "--samples", "8", "--quiet"]}
    for name, call in calls.items():
        run = etslink(*call, "-o", path / f"{name}.h5")
        assert run.returncode == 0, run.stderr
    return path


def export(etslink, *arguments):
    run = etslink("export", *arguments)
    assert run.returncode == 0, run.stderr
    assert run.stdout == ""


@pytest.mark.parametrize("name", ["one", "variants", "markets", "transport"])
def test_the_table_of_the_iamc_is_valid_by_names_and_units_of_today(etslink, files, name):
    table = files / f"{name}.iamc.csv"
    export(etslink, files / f"{name}.h5", "--iamc", "-o", table)
    assert problems_of(table) == []
    assert units_by_other_names(table, "USD_2011") == set()


def test_the_validator_sees_what_is_wrong(etslink, files, tmp_path):
    table = tmp_path / "table.csv"
    export(etslink, files / "one.h5", "--iamc", "-o", table)
    lines = table.read_text().splitlines()
    for change, problem in ((lambda line: line.replace("GDP|MER", "GDP | MER"), "Variable"), (lambda line: line.replace(",2011,", ",2011.5,"), "year"),
                            (lambda line: line.rsplit(",", 1)[0] + ",nan", "value"), (lambda line: line.replace("etslink", " etslink"), "Model"),
                            (lambda _: lines[2], "key twice"), (lambda line: line.replace("GDP|MER", "GDP||MER"), "empty level")):
        table.write_text("\n".join([lines[0], change(lines[1]), *lines[2:]]) + "\n")
        assert any(problem in found for found in problems_of(table)), problem
    table.write_text("\n".join(line.replace("billion", "million") for line in lines) + "\n")
    assert ("GDP|MER", "million USD_2011/yr") in units_by_other_names(table, "USD_2011")


def test_several_files_are_one_table_without_a_key_twice(etslink, files, tmp_path):
    both = [files / "one.h5", files / "two.h5"]
    run = etslink("export", *both, "--iamc", "-o", tmp_path / "x.csv")
    assert run.returncode == 2
    assert "two.h5: scenario 'benchmark' of model 'etslink 0.1.0' has 'GDP|MER' of A once more, from " in run.stderr
    assert "one.h5; tell them apart by --scenario-prefix" in run.stderr
    assert not (tmp_path / "x.csv").exists()
    export(etslink, *both, "--iamc", "--scenario-prefix", "1_", "--scenario-prefix", "2_", "--model", "a model", "-o", tmp_path / "x.csv")
    assert problems_of(tmp_path / "x.csv") == []
    table = pandas.read_csv(tmp_path / "x.csv")
    assert set(table.Model) == {"a model"}
    assert {name[:2] for name in table.Scenario} == {"1_", "2_"}
    export(etslink, files / "one.h5", "--iamc", "-o", tmp_path / "one.csv")
    alone = pandas.read_csv(tmp_path / "one.csv")
    first = table[table.Scenario.str.startswith("1_")]
    assert list(first.Value) == list(alone.Value)


def test_regions_variables_and_currency_have_the_names_of_the_maps(etslink, files, tmp_path):
    (tmp_path / "regions.toml").write_text('A = "Land A"\nWorld = "Earth"\n')
    (tmp_path / "variables.toml").write_text('"Price|Carbon" = { name = "Price|Carbon|ETS", unit = "EUR_2010/t CO2", factor = 0.5 }\n'
                                             '"Export [Value]" = "none"\nConsumption = "Expenditure|Households"\n')
    export(etslink, files / "one.h5", "--iamc", "-o", tmp_path / "plain.csv")
    export(etslink, files / "one.h5", "--iamc", "--regions", tmp_path / "regions.toml", "--variables", tmp_path / "variables.toml",
           "--currency", "USD_2010=0.98", "-o", tmp_path / "named.csv")
    assert problems_of(tmp_path / "named.csv") == []
    plain, named = pandas.read_csv(tmp_path / "plain.csv"), pandas.read_csv(tmp_path / "named.csv")
    plain = plain[plain.Variable != "Export [Value]"].reset_index(drop=True)
    assert len(plain) == len(named)
    assert set(named.Region) == {"Land A", "B", "Earth"}
    money, price = plain.Unit.str.startswith("billion USD_2011"), plain.Variable == "Price|Carbon"
    of_market = plain.Variable.str.startswith("Price|Carbon|")  # markets of a part of the region, which the map does not name
    assert set(named.Unit[money]) == {"billion USD_2010/yr"}
    assert np.allclose(named.Value[money], plain.Value[money] * 0.98, rtol=1e-15)
    assert np.allclose(named.Value[price], plain.Value[price] * 0.98 * 0.5, rtol=1e-15)
    assert set(named.Unit[price]) == {"EUR_2010/t CO2"} and set(named.Variable[price]) == {"Price|Carbon|ETS"}
    assert np.allclose(named.Value[of_market], plain.Value[of_market] * 0.98, rtol=1e-15) and of_market.any()
    others = ~money & ~price & ~of_market
    assert (named.Value[others] == plain.Value[others]).all()


BROKEN_MAPS = [
    ("regions", 'Z = "Zed"\n', "regions.toml:1: the table has no region 'Z'"),
    ("regions", 'A = ""\n', "regions.toml:1: 'A' must be a name that is not empty"),
    ("regions", 'A = "one"\nB = "one"\n', "has 'GDP|MER' of one once more"),
    ("regions", "A = 1\n", "regions.toml:1: 'A' must be a text, not a number"),
    ("variables", '\n"Price|Carbon" = { name = "X", factor = 0 }\n', "variables.toml:2: 'Price|Carbon.factor' must not be 0"),
    ("variables", '"GDP|MEER" = "GDP"\n', "variables.toml:1: the table has no variable 'GDP|MEER'; did you mean 'GDP|MER'?"),
    ("variables", 'Consumption = { nam = "C" }\n', "variables.toml:1: "),
    ("variables", 'Consumption = { name = "C", unt = "t" }\n', "variables.toml:1: unknown key 'unt' in [Consumption]; did you mean 'unit'?"),
    ("variables", 'Consumption = "A | B"\n', "variables.toml:1: 'Consumption' is 'A | B': no blanks around a name or around '|'"),
    ("variables", 'Consumption = "A;B"\n', "variables.toml:1: 'Consumption' is 'A;B': the databases take no ';' and no ':'"),
]


@pytest.mark.parametrize("option,text,message", BROKEN_MAPS)
def test_a_wrong_map_is_refused_with_its_line(etslink, files, tmp_path, option, text, message):
    path = tmp_path / f"{option}.toml"
    path.write_text(text)
    run = etslink("export", files / "one.h5", "--iamc", f"--{option}", path, "-o", tmp_path / "x.csv")
    assert run.returncode == 2 and message in run.stderr, run.stderr
    assert not (tmp_path / "x.csv").exists()


def numbers_of(path, group=None):
    """Numbers of a file by variable and labels, as the tidy table has them."""
    found = {}
    with xarray.open_dataset(path, group=group) as data:
        for name, variable in data.data_vars.items():
            if variable.dtype.kind not in "fiu" or "variant" in variable.dims:
                continue
            values = variable.values.astype(float)
            for place in np.ndindex(values.shape):
                if not np.isnan(values[place]):
                    labels = {dim: str(data[dim].values[i]) if dim in data.coords else str(i) for dim, i in zip(variable.dims, place)}
                    prefix = f"{group}/" if group else ""
                    found[prefix + name, tuple(sorted(labels.items()))] = (values[place], variable.attrs.get("units", ""))
    return found


def same_label(text):
    """Numbers as axes are written alike by both sides."""
    try:
        return repr(float(text))
    except ValueError:
        return text


def tidy(path):
    found = {}
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            labels = tuple(sorted((axis, same_label(label)) for axis, label in row.items() if axis not in ("variable", "unit", "value") and label != ""))
            assert (row["variable"], labels) not in found
            found[row["variable"], labels] = (float(row["value"]), row["unit"])
    return found


def alike(numbers):
    return {(name, tuple((axis, same_label(label)) for axis, label in labels)): value for (name, labels), value in numbers.items()}


@pytest.mark.parametrize("name", ["one", "markets", "macc", "sweep"])
def test_the_tidy_table_has_every_number_of_a_file_and_no_other(etslink, files, name):
    table = files / f"{name}.csv"
    export(etslink, files / f"{name}.h5", "--csv", "-o", table)
    expected = alike(numbers_of(files / f"{name}.h5"))
    if name == "sweep":
        expected |= alike(numbers_of(files / f"{name}.h5", "statistics"))
    assert len(expected) > 30
    assert tidy(table) == expected


def test_variants_and_files_are_axes_of_the_tidy_table(etslink, files, tmp_path):
    export(etslink, files / "variants.h5", "--csv", "-o", tmp_path / "v.csv")
    table = pandas.read_csv(tmp_path / "v.csv", low_memory=False, float_precision="round_trip")
    assert list(table.variant.unique()) == json.loads(etslink("info", files / "variants.h5", "--json").stdout)["axes"]["variant"]
    for variant, rows in table.groupby("variant"):
        run = etslink("info", files / "variants.h5", "--variant", variant, "--json")
        gdp = np.array(json.loads(run.stdout)["variables"]["gdp"]["values"], dtype=float)
        assert list(rows[rows.variable == "gdp"].value) == list(gdp)
    export(etslink, files / "one.h5", files / "two.h5", "--csv", "-o", tmp_path / "both.csv")
    both = pandas.read_csv(tmp_path / "both.csv")
    assert set(both.file) == {str(files / "one.h5"), str(files / "two.h5")}
    assert not both.duplicated([column for column in both.columns if column != "value"]).any()


def sheet_numbers(path):
    """Numbers of a workbook in the form of `tidy`, from its sheets and their two rows of heads."""
    book, found = openpyxl.load_workbook(path), {}
    described = {row[0]: row for row in list(book["variables"].values)[1:]}
    for sheet in book.worksheets:
        if sheet.title in ("about", "variables"):
            continue
        rows = list(sheet.values)
        head, units = rows[0], rows[1]
        axes = [i for i, name in enumerate(head) if name not in described]
        assert axes == list(range(len(axes)))
        for row in rows[2:]:
            labels = tuple(sorted((head[i], same_label(str(row[i]))) for i in axes))
            for i in range(len(axes), len(head)):
                assert described[head[i]][2] == sheet.title and (described[head[i]][1] or "") == (units[i] or "")
                if row[i] is not None:
                    found[head[i], labels] = (float(row[i]), units[i] or "")
    return found, book


@pytest.mark.parametrize("name", ["one", "variants", "macc", "sweep"])
def test_the_workbook_has_the_numbers_of_the_tidy_table_with_their_units(etslink, files, tmp_path, name):
    export(etslink, files / f"{name}.h5", "--xlsx", "-o", tmp_path / "x.xlsx")
    export(etslink, files / f"{name}.h5", "--csv", "-o", tmp_path / "x.csv")
    found, book = sheet_numbers(tmp_path / "x.xlsx")
    expected = tidy(tmp_path / "x.csv")
    assert found.keys() == expected.keys()
    assert all(unit == expected[place][1] and value == pytest.approx(expected[place][0], rel=1e-15, abs=0) for place, (value, unit) in found.items())
    attributes = {(row[1], row[2]) for row in book["about"].values}
    assert ("program_version", "0.1.0") in attributes
    units = {row[0]: row[1] for row in book["variables"].values}
    if name == "one":
        assert units["carbon_price"].startswith("USD") and units["co2"].startswith("Mt")
    # Excel shows what it can read: names of sheets, places of the panes.
    assert all(len(sheet.title) <= 31 for sheet in book.worksheets)


def test_the_same_file_gives_the_same_bytes(etslink, files, tmp_path):
    for name in ("a", "b"):
        export(etslink, files / "one.h5", "--xlsx", "-o", tmp_path / f"{name}.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_an_output_that_cannot_be_written_is_told_before_and_after(etslink, files, tmp_path):
    run = etslink("export", files / "one.h5", "--xlsx", "-o", tmp_path / "none/x.xlsx")
    assert run.returncode == 2 and "none/x.xlsx" in run.stderr
    shutil.copy(files / "one.h5", tmp_path / "one.h5")
    run = etslink("export", tmp_path / "one.h5", "--csv", "-o", tmp_path / "one.h5")
    assert run.returncode == 2 and "this command reads it" in run.stderr
