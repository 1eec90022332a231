# SPDX-License-Identifier: Apache-2.0
"""Elasticities that scripts/implied_elasticities.py measures by shocks are those that the nests state, where a formula says them."""
import csv
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
import implied_elasticities  # noqa: E402

STUDY = ROOT / "studies" / "validation.toml"
REGION = "USA"
CONSUMPTION, ENERGY = 0.25, 0.4  # of households, data/nests/klem.toml

DELIVERY = {"coal_delivery": "COL", "oil_delivery": "OIL", "gas_delivery": "GAS", "electricity_delivery": "ELE"}


@pytest.fixture(scope="module")
def measured(etslink):
    del etslink  # that the program is built
    return {row[:4]: row[4] for row in implied_elasticities.measure(STUDY, regions=[REGION])}


@pytest.fixture(scope="module")
def spending():
    """What households of the region spend on each good, and on its delivery, at user prices [million USD]."""
    spent = {}
    with open(ROOT / "data" / "nea2011" / "use.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["region"] == REGION and row["user"] == f"HH_{REGION}":
                good = DELIVERY.get(row.get("purpose"), row["good"])
                spent[good] = spent.get(good, 0.0) + float(row["value_musd"]) + float(row["tax_musd"])
    return spent


@pytest.mark.parametrize("role, good", [("electricity", "ELE"), ("refined_oil", "OIL"), ("gas", "GAS")])
def test_households_respond_as_their_nests_say(role, good, measured, spending):
    """Compensated own-price elasticity of two nested CES: the revenue of the tax is given back."""
    energy = sum(spending.get(g, 0.0) for g in ("ELE", "COL", "OIL", "GAS", "CRU"))
    in_nest, of_all = spending[good] / energy, energy / sum(spending.values())
    expected = -ENERGY * (1 - in_nest) - CONSUMPTION * in_nest * (1 - of_all)
    assert measured["demand", REGION, "household", role] == pytest.approx(expected, rel=0.06)


@pytest.mark.parametrize("role, elasticity", [("coal", 2), ("crude_oil", 1), ("gas", 1)])
def test_supply_has_the_elasticity_of_the_data(role, elasticity, measured):
    """With respect to what the seller keeps in real terms; the definition has the price over costs, which hardly move."""
    assert measured["supply", REGION, "producers", role] == pytest.approx(elasticity, rel=0.06)


def test_a_carbon_price_is_passed_on_in_part(measured):
    assert 50 < measured["pass_through", REGION, "producers", "electricity"] < 100


def test_every_class_of_users_and_every_fuel_is_measured(measured):
    assert {users for kind, _, users, _ in measured if kind == "demand"} == {"household", "industry", "transport", "power"}
    assert all(value < 0 for (kind, *_), value in measured.items() if kind == "demand")
