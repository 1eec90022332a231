# SPDX-License-Identifier: Apache-2.0
"""The folder of data/recipes/nea2011_technologies.toml, read as plain tables: its columns add up to those of data/nea2011, all technologies of
a region cost the same per MWh, and what they burn per MWh is what plants of 2011 burn."""
import csv
from collections import Counter

import pytest

REGIONS = "CHN JPN KOR USA EUR IND RUS ROW".split()
FUELS = {"coal": "COL", "gas": "GAS", "oil": "OIL"}
EFFICIENCY = {"coal": (30, 43), "gas": (34, 52), "oil": (28, 42)}  # %, gross output over net calorific value
IMPLAUSIBLE = {("IND", "coal"), ("JPN", "oil")}  # energy and TWh of the sources do not match (docs/calibration.md)


def rows(folder, name):
    with open(folder / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def folder(root, etslink, tmp_path_factory):
    if not (root / "../shared/data/technology/power_technologies_2011.csv").is_file():
        pytest.skip("../shared/data is not there")
    place = tmp_path_factory.mktemp("technologies")
    run = etslink("calibrate", "data/recipes/nea2011_technologies.toml", "-o", place / "made", "-q")
    assert run.returncode == 0, run.stderr
    return place / "made"


def sector(code):
    return code.split(".")[0]


def sums(folder):
    total = Counter()
    for row in rows(folder, "use.csv"):
        key = row["region"], row["good"], sector(row["user"]), row["origin"], row["purpose"]
        total["use", *key] += float(row["value_musd"])
        total["use tax", *key] += float(row["tax_musd"])
    for row in rows(folder, "value_added.csv"):
        key = row["region"], sector(row["sector"]), "LAB" if row["factor"] == "LAB" else "capital"
        total["factor", *key] += float(row["value_musd"])
        total["factor tax", *key] += float(row["tax_musd"])
    for row in rows(folder, "output_tax.csv"):
        total["output tax", row["region"], sector(row["sector"])] += float(row["tax_musd"])
    for row in rows(folder, "co2.csv"):
        total["Mt", row["region"], sector(row["user"]), row["source"], row["purpose"]] += float(row["mt"])
    for row in rows(folder, "energy.csv"):
        total["PJ", row["region"], sector(row["user"]), row["fuel"], row["purpose"]] += float(row["pj"])
    return total


def costs(folder):
    total = Counter()
    for name, who in (("use.csv", "user"), ("value_added.csv", "sector"), ("output_tax.csv", "sector")):
        for row in rows(folder, name):
            if "." in row[who]:
                total[row["region"], row[who]] += float(row.get("value_musd", 0)) + float(row["tax_musd"])
    return total


def generation(folder):
    return {(row["region"], f"{row['sector']}.{row['technology']}"): float(row["quantity"]) for row in rows(folder, "technologies.csv")}


def test_technologies_and_the_rest_add_up_to_the_sector(root, folder):
    before, after = sums(root / "data/nea2011"), sums(folder)
    assert len(before) > 5000
    assert [key for key in before | after if abs(after[key] - before[key]) > 1e-9 * max(abs(before[key]), 1)] == []


@pytest.mark.parametrize("name", ["trade.csv", "margins.csv", "margin_supply.csv", "output_volumes.csv", "agents.csv", "sectors.csv", "targets.csv"])
def test_other_tables_stay_as_they_are(root, folder, name):
    assert rows(folder, name) == rows(root / "data/nea2011", name)


def test_technologies_of_a_region_cost_the_same_per_mwh_and_generate_what_the_region_does(root, folder):
    cost, twh = costs(folder), generation(folder)
    assert set(cost) == set(twh)
    made = {row["region"]: float(row["quantity"]) for row in rows(root / "data/nea2011", "output_volumes.csv") if row["good"] == "ELE"}
    for region in REGIONS:
        prices = [cost[key] / twh[key] for key in twh if key[0] == region]
        assert len(prices) >= 6
        assert max(prices) / min(prices) - 1 < 1e-9
        assert sum(twh[key] for key in twh if key[0] == region) == pytest.approx(made[region], rel=1e-12)


def test_cheap_technologies_pay_what_dear_ones_get(folder):
    taxes = [row for row in rows(folder, "output_tax.csv") if "." in row["sector"]]
    for region in REGIONS:
        paid = [float(row["tax_musd"]) for row in taxes if row["region"] == region]
        assert min(paid) < 0 < max(paid)
        assert abs(sum(paid)) < 1e-9 * sum(map(abs, paid))


def test_fuel_per_mwh_is_that_of_plants(folder):
    twh = generation(folder)
    burnt = {(row["region"], row["user"], row["fuel"]): float(row["pj"]) for row in rows(folder, "energy.csv") if "." in row["user"]}
    assert {(user, fuel) for _, user, fuel in burnt} == {(f"ELE.{name}", fuel) for name, fuel in FUELS.items()}
    outside = set()
    for name, fuel in FUELS.items():
        for region in REGIONS:
            efficiency = 100 * 3.6 * twh[region, f"ELE.{name}"] / burnt[region, f"ELE.{name}", fuel]
            if not EFFICIENCY[name][0] <= efficiency <= EFFICIENCY[name][1]:
                outside.add((region, name))
    assert outside == IMPLAUSIBLE
