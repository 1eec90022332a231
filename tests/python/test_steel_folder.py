# SPDX-License-Identifier: Apache-2.0
"""The folder of data/recipes/nea2011_steel.toml, read as plain tables: electricity is that of nea2011_technologies in every byte, steel and
scrap add up, a tonne takes the energy of steel works of 2011, and a price of carbon moves steel to scrap, whose price rises."""
import csv
from collections import Counter

import pytest
import xarray

REGIONS = "CHN JPN KOR USA EUR IND RUS ROW".split()
RANGES = {  # GJ of coal and gas and MWh of bought electricity per tonne; t CO2 without that of electricity
    "bf_bof": {"COL": (11, 21), "GAS": (0, 5), "ELE": (0.03, 0.25), "CO2": (1.2, 2.3)},
    "eaf": {"COL": (0.2, 0.5), "GAS": (0.2, 2.1), "ELE": (0.1, 0.8), "CO2": (0.03, 0.3)},
    "dri_coal": {"COL": (20, 23), "GAS": (0.1, 0.6), "ELE": (0.4, 0.95), "CO2": (1.8, 2.4)},
    "dri_gas": {"COL": (0.2, 0.5), "GAS": (12, 13), "ELE": (0.1, 0.9), "CO2": (0.6, 0.9)},
}
OUTSIDE = {("CHN", "eaf", "COL"), ("CHN", "eaf", "CO2"), ("IND", "dri_gas", "GAS"), ("IND", "dri_gas", "CO2")}  # docs/calibration.md


def rows(folder, name):
    with open(folder / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def folders(root, etslink, tmp_path_factory):
    if not (root / "../shared/data/technology/steel_routes_2011.csv").is_file():
        pytest.skip("../shared/data is not there")
    place = tmp_path_factory.mktemp("steel")
    for name in ("technologies", "steel"):
        run = etslink("calibrate", f"data/recipes/nea2011_{name}.toml", "-o", place / name, "-q")
        assert run.returncode == 0, run.stderr
    return {name: place / name for name in ("technologies", "steel")}


@pytest.mark.parametrize("name", ["use.csv", "value_added.csv", "co2.csv", "energy.csv", "output_tax.csv", "technologies.csv"])
def test_electricity_is_divided_as_without_steel_byte_for_byte(folders, name):
    who = {"use.csv": "user", "value_added.csv": "sector", "co2.csv": "user", "energy.csv": "user"}.get(name, "sector")

    def lines(folder):
        header, *body = (folder / name).read_text(encoding="utf-8").splitlines()
        column = header.split(",").index(who)
        return [line for line in body if line.split(",")[column].split(".")[0] == "ELE"]

    assert len(lines(folders["steel"])) > 30
    assert lines(folders["steel"]) == lines(folders["technologies"])


def total(folder, name, column, key):
    sums = Counter()
    for row in rows(folder, name):
        sums[tuple(row[part].split(".")[0] for part in key)] += float(row[column])
    return sums


@pytest.mark.parametrize(
    "name, column, key", [("co2.csv", "mt", ["region", "user", "source"]), ("energy.csv", "pj", ["region", "user", "fuel", "purpose"])]
)
def test_co2_and_energy_stay(folders, name, column, key):
    before, after = total(folders["technologies"], name, column, key), total(folders["steel"], name, column, key)
    assert set(before) == set(after)
    assert after == pytest.approx(before, rel=1e-12)


def test_taxes_of_use_and_labour_stay(folders):
    for name, column, key in (("use.csv", "tax_musd", ["region"]), ("value_added.csv", "tax_musd", ["region"]), ("output_tax.csv", "tax_musd", ["region"])):
        before, after = total(folders["technologies"], name, column, key), total(folders["steel"], name, column, key)
        for region in before:
            assert after[region] == pytest.approx(before[region], rel=1e-9, abs=1e-6)


def test_routes_of_a_region_cost_the_same_per_tonne(folders):
    cost = Counter()
    for name, who in (("use.csv", "user"), ("value_added.csv", "sector"), ("output_tax.csv", "sector")):
        for row in rows(folders["steel"], name):
            if row[who].startswith("I_S."):
                cost[row["region"], row[who]] += float(row.get("value_musd", 0)) + float(row["tax_musd"])
    mt = {(row["region"], f"I_S.{row['technology']}"): float(row["quantity"]) for row in rows(folders["steel"], "technologies.csv") if row["unit"] == "Mt"}
    assert set(cost) == set(mt)
    for region in REGIONS:
        prices = [cost[key] / mt[key] for key in mt if key[0] == region]
        assert len(prices) >= 2
        assert max(prices) / min(prices) - 1 < 1e-9
        assert 250 < prices[0] < 700


def test_a_tonne_takes_the_energy_of_steel_works(folders):
    mt = {(row["region"], row["technology"]): float(row["quantity"]) for row in rows(folders["steel"], "technologies.csv") if row["unit"] == "Mt"}
    used = Counter()
    for row in rows(folders["steel"], "energy.csv"):
        if row["user"].startswith("I_S."):
            used[row["region"], row["user"][4:], row["fuel"]] += float(row["pj"]) / (3.6 if row["fuel"] == "ELE" else 1)
    for row in rows(folders["steel"], "co2.csv"):
        if row["user"].startswith("I_S."):
            used[row["region"], row["user"][4:], "CO2"] += float(row["mt"])
    outside = set()
    for (region, route), tonnes in mt.items():
        for what, (low, high) in RANGES[route].items():
            if not low <= used[region, route, what] / tonnes <= high:
                outside.add((region, route, what))
    assert outside == OUTSIDE


def test_scrap_adds_up(folders):
    supply = {row["region"]: float(row["quantity"]) for row in rows(folders["steel"], "output_volumes.csv") if row["good"] == "SCR"}
    sold, bought = Counter(), Counter()
    for row in rows(folders["steel"], "trade.csv"):
        if row["good"] == "SCR":
            assert row["exporter"] != row["importer"]
            sold[row["exporter"]] += float(row["value_musd"])
            bought[row["importer"]] += float(row["value_musd"])
    home, imports = Counter(), Counter()
    for row in rows(folders["steel"], "use.csv"):
        if row["good"] == "SCR":
            (home if row["origin"] == "domestic" else imports)[row["region"]] += float(row["value_musd"])
            assert row["user"].startswith("I_S.")
    assert imports == pytest.approx(bought, rel=1e-9)
    for region in REGIONS:
        assert 320 < (home[region] + sold[region]) / supply[region] < 460  # USD/t
    assert sum(supply.values()) == pytest.approx(488, rel=0.01)  # use of the world by routes


STUDY = """
[study]
name = "carbon price of steel"
benchmark = "{folder}"
nests = "{root}/data/nests/klem.toml"
[market.price]
regions = ["{region}"]
sectors = ["{sector}"]
price = {price}
[scenario.benchmark]
markets = []
[scenario.price]
"""


def solved(root, etslink, place, **words):
    (place / "study.toml").write_text(STUDY.format(root=root, **words), encoding="utf-8")
    run = etslink("run", place / "study.toml", "-o", place / "study.h5", "-q")
    assert run.returncode == 0, run.stderr
    with xarray.open_dataset(place / "study.h5", engine="h5netcdf") as data:
        return data.load()


def ratio(results, name, **where):
    values = results[name].sel(**where)
    return float(values.sel(scenario="price") / values.sel(scenario="benchmark"))


def check_tonnes(results, region, sector):
    """Tonnes of routes add up to what the sector needs, in fixed proportion to its output."""
    routes = [name for name in results["technology"].values.astype(str) if name.startswith(f"{sector}.")]
    tonnes = results["technology_output"].sel(region=region, technology=routes).sum("technology")
    output = results["output"].sel(region=region, sector=sector)
    assert float(abs(tonnes / tonnes[0] / (output / output[0]) - 1).max()) < 1e-9


def test_a_price_of_carbon_moves_steel_to_scrap_whose_price_rises(root, etslink, folders, tmp_path):
    results = solved(root, etslink, tmp_path, folder=folders["steel"], region="KOR", sector="I_S", price=50)
    check_tonnes(results, "KOR", "I_S")
    assert float(results["solver_iterations"].sel(scenario="benchmark")) == 0
    share = results["technology_share"].sel(region="KOR", technology="I_S.eaf")
    assert float(share.sel(scenario="benchmark")) == pytest.approx(100 * 26.4 / 68.5, rel=1e-6)
    assert float(share.sel(scenario="price")) > 38.6 + 5
    assert 1.02 < ratio(results, "producer_price", region="KOR", sector="SCR") < 1.3
    assert 0.8 < ratio(results, "output", region="KOR", sector="I_S") < 1
    used, made = results["fuel_use"].sum("region"), results["fuel_output"].sum("region")
    assert float(used.min()) > 1e5  # PJ of the world
    assert float(abs(used / made - 1).max()) < 1e-9


def test_scrap_of_a_tiny_world_becomes_dear_where_carbon_does(root, etslink, tmp_path):
    run = etslink("calibrate", "tests/fixtures/tiny_world/recipe_steel.toml", "-o", tmp_path / "tiny", "-q")
    assert run.returncode == 0, run.stderr
    results = solved(root, etslink, tmp_path, folder=tmp_path / "tiny", region="A", sector="IND", price=5)
    check_tonnes(results, "A", "IND")
    assert ratio(results, "technology_share", region="A", technology="IND.arc") > 1.05
    assert ratio(results, "technology_share", region="A", technology="IND.furnace") < 1
    assert ratio(results, "producer_price", region="A", sector="SCR") > 1.01
    assert ratio(results, "technology_emissions", region="A", technology="IND.furnace") < 0.95
