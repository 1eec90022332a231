# SPDX-License-Identifier: Apache-2.0
"""The small model of docs/from_gams.md gives what its MPSGE text says, whose equations are solved here by SciPy."""
import os

import numpy as np
import pytest
from scipy.optimize import fsolve

from doc_blocks import all_blocks

LABOUR, CAPITAL, CAP = 560, 360, 4  # million USD, Mt


def unit_cost(shares, prices, sigma):
    """Calibrated share CES, Cobb-Douglas for sigma = 1."""
    shares, prices = np.array(shares), np.array(prices)
    return np.exp(shares @ np.log(prices)) if sigma == 1 else (shares @ prices ** (1 - sigma)) ** (1 / (1 - sigma))


def conditions(unknowns):
    fuel_price, goods_price, wage, rent, permit, fuel, goods, consumption = unknowns
    burnt_by_goods, burnt_by_household = fuel_price + permit * 4 / 80, fuel_price + permit * 1 / 20
    fuel_cost = unit_cost([0.6, 0.4], [wage, rent], 0.5)
    value_added = unit_cost([500 / 820, 320 / 820], [wage, rent], 1)
    goods_cost = unit_cost([80 / 900, 820 / 900], [burnt_by_goods, value_added], 0.4)
    living_cost = unit_cost([900 / 920, 20 / 920], [goods_price, burnt_by_household], 0.25)
    fuel_of_goods = 80 * goods * (goods_cost / burnt_by_goods) ** 0.4
    value_added_used = goods * (goods_cost / value_added) ** 0.4
    fuel_of_household = 20 * consumption * (living_cost / burnt_by_household) ** 0.25
    return [
        fuel_cost - fuel_price, goods_cost - goods_price, living_cost - 1,
        100 * fuel - fuel_of_goods - fuel_of_household,
        900 * goods - 900 * consumption * (living_cost / goods_price) ** 0.25,
        60 * fuel * (fuel_cost / wage) ** 0.5 + 500 * value_added_used * value_added / wage - LABOUR,
        40 * fuel * (fuel_cost / rent) ** 0.5 + 320 * value_added_used * value_added / rent - CAPITAL,
        fuel_of_goods * 4 / 80 + fuel_of_household / 20 - CAP]


@pytest.fixture(scope="module")
def results(root, tmp_path_factory):
    binary = os.environ.get("ETSLINK_BINARY", "build/release/etslink")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ETSLINK_BINARY", str(root / binary))
        patch.chdir(tmp_path_factory.mktemp("small"))
        block = next(b for b in all_blocks() if b.document == "docs/from_gams.md" and b.language == "python")
        names = {}
        exec(compile(block.text, str(block), "exec"), names)  # pylint: disable=exec-used
    return names["results"].sel(region="R")


def test_prices_and_levels_are_those_of_the_mpsge_model(results):
    solution = fsolve(conditions, [1, 1, 1, 1, 10, 1, 1, 1], xtol=1e-13)
    assert np.abs(conditions(solution)).max() < 1e-10
    found = [*results.producer_price.values, *results.factor_price.values, results.carbon_price.item(),
             results.output.sel(sector="F").item() / 100, results.output.sel(sector="G").item() / 900, 1 + results.welfare_change.item() / 100]
    assert np.array(found) == pytest.approx(solution, rel=1e-8)
    assert solution[4] > 1 and results.co2.item() == pytest.approx(CAP, rel=1e-9)


def test_the_text_in_mpsge_has_the_same_numbers():
    gams = next(b for b in all_blocks() if b.document == "docs/from_gams.md" and b.language == "gams").text
    for line in ("I:PL Q:60", "I:PK Q:40", "I:PF Q:80 fuel:", "I:PT Q:4 P:1e-6 fuel:", "I:PL Q:500 va:", "I:PK Q:320 va:", "I:PF Q:20 fuel:",
                 "I:PT Q:1 P:1e-6 fuel:", f"E:PL Q:{LABOUR}", f"E:PK Q:{CAPITAL}", "$PROD:G s:0.4 va:1 fuel:0", "$PROD:C s:0.25 fuel:0", "$PROD:F s:0.5"):
        assert line in [" ".join(found.split()) for found in gams.splitlines()], line
