# SPDX-License-Identifier: Apache-2.0
"""The table of `etslink export --iamc` is read by pandas and agrees with the file it was made from."""
import re

import numpy as np
import pandas
import pytest
import xarray
from tiny_study import study_text


@pytest.fixture(scope="module")
def exported(etslink, root, tmp_path_factory):
    """The table, with one row for each variable, and the results."""
    path = tmp_path_factory.mktemp("iamc")
    (path / "study.toml").write_text(study_text(root, "two_by_two"))
    for command in (["run", path / "study.toml", "-o", path / "out.h5", "--quiet"],
                    ["export", "--iamc", path / "out.h5", "-o", path / "out.csv"]):
        run = etslink(*command)
        assert run.returncode == 0, run.stderr
    with xarray.open_dataset(path / "out.h5") as results:
        return pandas.read_csv(path / "out.csv"), results.load()


def test_columns_years_and_keys(exported):
    table, results = exported
    assert list(table.columns) == ["Model", "Scenario", "Region", "Variable", "Unit", "Year", "Value"]
    assert set(table.Year) == {results.attrs["benchmark_year"]}
    assert set(table.Scenario) == set(results.scenario.values)
    assert set(table.Region) == {"A", "B", "World"}
    assert not table.duplicated(["Scenario", "Region", "Variable"]).any()
    assert table.Value.notna().all()


def values(table, variable, scenario="linked"):
    return table[(table.Variable == variable) & (table.Scenario == scenario)].set_index("Region").Value


def test_values_agree_with_the_results(exported):
    table, results = exported
    linked = results.sel(scenario="linked").to_dataframe().groupby("region").first()
    assert np.allclose(values(table, "GDP|MER")[["A", "B"]], linked.gdp / 1000, rtol=1e-14)
    assert np.allclose(values(table, "Consumption")[["A", "B"]], linked.consumption / 1000, rtol=1e-14)
    assert np.isclose(values(table, "Emissions|CO2")["World"], linked.co2.sum(), rtol=1e-14)
    price = results.carbon_price.sel(scenario="linked").values
    # The market of A is on 5 % of its CO2, that of B on 60 %.
    assert list(values(table, "Price|Carbon").index) == ["B"]
    assert np.allclose([values(table, "Price|Carbon|A")["A"], values(table, "Price|Carbon")["B"]], price, rtol=1e-14)
    assert price.min() > 0
    cost = values(table, "Policy Cost|Area under MAC Curve") - values(table, "Trade|Emissions Allowances [Value]")
    assert np.allclose(cost[["A", "B"]], linked.abatement_cost_macc / 1000, rtol=1e-12)
    assert (values(table, "Price|Carbon", "benchmark") == 0).all()


def price_rows(price, coverage):
    """Of a region: the price of the market on more than half of its CO2, 0 where none is on any; by market beside that."""
    charged = {m: float(coverage.sel(market=m)) for m in price}
    main = [m for m in price if charged[m] > 50]
    rows = {"Price|Carbon": price[main[0]]} if len(main) == 1 else {}
    if max(charged.values(), default=0.0) < 1e-6:
        rows = {"Price|Carbon": 0.0}
    return rows if len(price) == len(main) == 1 else rows | {f"Price|Carbon|{m}": value for m, value in price.items()}


INSTRUMENTS = ("credits", "links", "prices", "revenue_and_swaps", "transport")
WITH_MARKETS_WITHOUT_CAP = ("credits", "prices", "transport")  # taxes, standards, credits


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_the_price_of_every_instrument_is_exported(name, etslink, root, tmp_path):
    """Of caps, taxes, standards, limits and credits alike: what the market of the region costs in the results."""
    study = root / f"tests/fixtures/studies/every_instrument/{name}.toml"
    quick = ("--quiet", "--set", "results.channels=false", "--set", "results.abatement_cost=false")
    assert etslink("run", study, "-o", tmp_path / "out.h5", *quick).returncode == 0
    assert etslink("export", "--iamc", tmp_path / "out.h5", "-o", tmp_path / "out.csv").returncode == 0
    table = pandas.read_csv(tmp_path / "out.csv")
    prices = table[table.Variable.str.startswith("Price|Carbon")].set_index(["Scenario", "Region", "Variable"]).Value
    expected = {}
    with xarray.open_dataset(tmp_path / "out.h5") as results, xarray.open_dataset(tmp_path / "out.h5", group="state") as state:
        is_on = (state.market_pool >= 0) & (state.market_revenue_agent >= 0)  # scenario, market, region
        for scenario in results.scenario.values:
            for region in results.region.values:
                markets = results.market.values[is_on.sel(scenario=scenario, region=region).values]
                price = {m: float(results.carbon_price.sel(scenario=scenario, market=m)) for m in markets}
                expected |= {(scenario, region, name): value
                             for name, value in price_rows(price, results.inventory_coverage.sel(scenario=scenario, region=region)).items()}
        without_cap = results.carbon_price.notnull() & results.co2_cap.isnull()
        assert bool((results.carbon_price.where(without_cap) > 1).any()) == (name in WITH_MARKETS_WITHOUT_CAP)
    assert prices.to_dict() == pytest.approx(expected, rel=1e-12)


def test_sectors_add_up_to_the_total(exported):
    table, _ = exported
    for trade in ("Export", "Import"):
        sectors = table[table.Variable.str.startswith(trade + "|")].groupby(["Scenario", "Region"]).Value.sum()
        total = table[table.Variable == f"{trade} [Value]"].set_index(["Scenario", "Region"]).Value
        assert np.allclose(sectors, total[sectors.index], rtol=1e-12)


def test_every_variable_is_documented(exported, root):
    table, _ = exported
    section = (root / "docs/results.md").read_text().split("\n## Export")[1].split("\n## ")[0]
    documented = set(re.findall(r"^\| `([^`]+)`", section, re.MULTILINE))
    found = {re.sub(r"^(Export|Import)\\?\|.*", r"\1|SECTOR [Value]", variable) for variable in table.Variable}
    found = {re.sub(r"^Price\|Carbon\|.*", "Price|Carbon|MARKET", variable) for variable in found}
    documented = {name.replace("\\|", "|") for name in documented}
    # International transport is in other studies than this one.
    assert found == documented - {"Emissions|CO2|Energy|Demand|Bunkers"}


def test_international_transport_is_exported_for_the_world(etslink, root, tmp_path):
    results, table = tmp_path / "out.h5", tmp_path / "out.csv"
    study = root / "tests/fixtures/studies/every_instrument/transport.toml"
    run = etslink("run", study, "-o", results, "--quiet", "--solver", "newton-krylov")
    assert run.returncode == 0, run.stderr
    run = etslink("export", "--iamc", results, "-o", table)
    assert run.returncode == 0, run.stderr
    rows = pandas.read_csv(table).query("Variable == 'Emissions|CO2|Energy|Demand|Bunkers'").set_index(["Scenario", "Region"]).Value
    with xarray.open_dataset(results) as data:
        for scenario in data.scenario.values:
            assert set(rows[scenario].index) == {"World"}
            assert np.isclose(rows[scenario]["World"], data.co2_international_transport.sel(scenario=scenario).sum(), rtol=1e-12)
