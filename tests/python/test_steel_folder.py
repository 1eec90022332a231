# SPDX-License-Identifier: Apache-2.0
"""The folder of data/recipes/nea2011_steel.toml, read as plain tables: electricity is that of nea2011_technologies in every byte, steel and
scrap add up, a tonne takes the energy of steel works of 2011, and a price of carbon moves steel to scrap, whose price rises."""
import csv
from collections import Counter

import pytest

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
[market.KOR]
regions = ["KOR"]
sectors = ["I_S"]
price = 50
[scenario.benchmark]
markets = []
[scenario.price]
"""


def test_a_price_of_carbon_moves_steel_to_scrap_whose_price_rises(root, etslink, folders, tmp_path):
    import h5py

    study = tmp_path / "study.toml"
    study.write_text(STUDY.format(folder=folders["steel"], root=root), encoding="utf-8")
    run = etslink("run", study, "-o", tmp_path / "study.h5", "-q")
    assert run.returncode == 0, run.stderr
    with h5py.File(tmp_path / "study.h5") as file:
        names = {key: [b"".join(text.tolist()).decode().strip() for text in file[key][:]] for key in ("region", "sector", "technology", "scenario")}
        korea, price = names["region"].index("KOR"), names["scenario"].index("price")
        base = names["scenario"].index("benchmark")
        at = {name: index for index, name in enumerate(names["technology"])}
        share = file["technology_share"][:, korea, :]
        assert share[base, at["I_S.eaf"]] == pytest.approx(100 * 26.4 / 68.5, rel=1e-6)
        assert share[price, at["I_S.eaf"]] > share[base, at["I_S.eaf"]] + 5
        steel = [index for name, index in at.items() if name.startswith("I_S.")]
        output = file["technology_output"][price, korea, :]
        assert 50 < sum(output[index] for index in steel if output[index] == output[index]) < 68.5
        scrap = names["sector"].index("SCR")
        assert 1.02 < file["producer_price"][price, korea, scrap] < 1.3
