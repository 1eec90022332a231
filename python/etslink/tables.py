# SPDX-License-Identifier: Apache-2.0
"""Tables of results as data frames, with the blocks of the tables that the program prints."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import xarray as xr


@dataclass(frozen=True)
class Block:
    """A result with its title and unit, as in the program's table; with a row of sums or without."""
    title: str
    unit: str
    variable: str
    has_sum: bool = False


WELFARE = [
    Block("real GDP", "% of reference", "gdp_change"),
    Block("real national income, GNI", "% of reference", "gni_change"),
    Block("welfare", "% of reference consumption", "welfare_change"),
    Block("welfare, equivalent variation", "million USD", "welfare_ev", True),
]
TRANSPORT = Block("CO2 abatement of international transport", "Mt", "abatement_international_transport", True)
CARBON = [
    Block("CO2 abatement", "Mt", "abatement", True),
    Block("CO2 abatement", "% of reference", "abatement_percent"),
    TRANSPORT,
    *WELFARE,
    Block("abatement cost by the curve", "million USD", "abatement_cost_macc", True),
    Block("permits bought (+) or sold (-)", "Mt", "permit_imports", True),
    Block("payment for permits bought (+) or sold (-)", "million USD", "permit_import_value", True),
]
ECONOMY = [
    Block("terms of trade", "% of reference", "terms_of_trade"),
    Block("exports", "% of reference", "exports_change"),
    Block("imports", "% of reference", "imports_change"),
    Block("price of consumption", "benchmark = 1", "consumer_price"),
    Block("CO2 emissions", "Mt", "co2", True),
]
CLOSURES = [
    Block("unemployment", "%", "unemployment"),
    Block("price of foreign exchange", "numeraire = 1", "foreign_exchange"),
]
TAX = Block("change of a tax rate", "percentage points", "tax_rate_change")
PRICE = Block("carbon price", "USD/t", "carbon_price")
LINKS = [
    Block("permits that flow over restricted links and from projects", "Mt", "permit_flow"),
    Block("rent per permit", "USD/t", "permit_rent"),
]
LEAKAGE = [
    (Block("carbon leakage", "% of the coalition's reduction", "leakage_rate"), "leakage rate"),
    (Block("carbon leakage", "% of the coalition's reduction", "leakage_fuel_price_channel"), "fuel prices"),
    (Block("carbon leakage", "% of the coalition's reduction", "leakage_competitiveness_channel"), "competitiveness"),
    (Block("growth of uncovered emissions inside the coalition", "% of the reduction of covered ones", "domestic_leakage"),
     "domestic leakage"),
]
LEAST_PERCENT = 1e-5  # what counts as a change of GDP or welfare


def known(results: xr.Dataset, name: str) -> npt.NDArray[np.bool_]:
    """Scenarios in which a variable has any value."""
    if name not in results:
        return np.zeros(results.sizes["scenario"], bool)
    values = results[name].notnull()
    return np.asarray(values.any([axis for axis in values.dims if axis != "scenario"]).values)


def has_policy(results: xr.Dataset) -> npt.NDArray[np.bool_]:
    """Scenarios with a market that is on, a tax that is set free, or no solution."""
    return np.asarray(results.solver_status != "solved") | known(results, "carbon_price") | known(results, "tax_rate_change")


def has_shock(results: xr.Dataset) -> npt.NDArray[np.bool_]:
    """Scenarios that something moves away from the reference."""
    moved = [(abs(results[name]) > LEAST_PERCENT).any("region") for name in ("gdp_change", "welfare_change")]
    return np.asarray(moved[0] | moved[1])


def members(results: xr.Dataset) -> list[str]:
    """Regions that belong to a market that is on in any scenario."""
    if "market" not in results.dims:
        return []
    axes = [axis for axis in results.carbon_price_local.dims if axis != "region"]
    codes: list[str] = results.region.values[results.carbon_price_local.notnull().any(axes).values].tolist()
    return codes


def study_table(results: xr.Dataset) -> pd.DataFrame:
    """The table of `etslink run`; results: of one variant."""
    policy, shock = has_policy(results), has_shock(results)
    about_shocks = "market" not in results.dims or bool((shock & ~policy).any())
    shown = results.isel(scenario=np.flatnonzero(policy | shock))
    shown = shown.assign(abatement_percent=100 * shown.abatement / (shown.abatement + shown.co2))
    regions = results.region.values.tolist() if about_shocks else members(results)
    rows: list[pd.DataFrame] = []
    has_carbon = bool(known(shown, "carbon_price").any())
    carbon = has_carbon or not about_shocks
    if carbon:
        rows += [_rows(PRICE, shown, "market")]
        rows += [_rows(block, shown, "link") for block in LINKS if block.variable in shown]
    if known(shown, TAX.variable).any():
        rows += [_rows(TAX, shown.sel(region=regions), "region")]
    has_transport = "transport_in_coalition" in shown and bool((shown.transport_in_coalition == 1).any())
    blocks = ([block for block in CARBON if has_transport or block is not TRANSPORT] if carbon else WELFARE) + (ECONOMY if about_shocks else [])
    if about_shocks:
        blocks = blocks + [block for block in CLOSURES if known(shown, block.variable).any()]
    rows += [_rows(block, shown.sel(region=regions), "region") for block in blocks]
    rows += [_one_row(block, shown, label) for block, label in LEAKAGE if carbon]
    return pd.concat([table for table in rows if len(table)]).rename_axis(index=["result", "unit", "place"], columns="scenario")


def _rows(block: Block, results: xr.Dataset, axis: str) -> pd.DataFrame:
    values = results[block.variable].transpose(axis, "scenario").to_pandas()
    if block.has_sum and len(values) > 1:
        values = pd.concat([values, values.sum(skipna=False).to_frame("sum").T])
    return pd.concat({(block.title, block.unit): values})


def _one_row(block: Block, results: xr.Dataset, label: str) -> pd.DataFrame:
    values = results[block.variable].to_series().to_frame(label).T
    return pd.concat({(block.title, block.unit): values})


def curve_table(curves: xr.Dataset) -> pd.DataFrame:
    """Carbon price [USD/t] of each curve at each position of its path [%]."""
    prices = curves.carbon_price.transpose("point", "curve")
    return pd.DataFrame(prices.values, index=pd.Index(curves.path_percent.values, name="path [%]"),
                        columns=pd.Index(curves.curve.values, name="carbon price [USD/t]"))


def statistics_table(sweep: xr.Dataset, names: tuple[str, ...] = ("carbon_price", "gdp_change", "leakage_rate")) -> pd.DataFrame:
    """Samples, mean, deviation and quantiles of results, each in the unit of its row."""
    rows = {}
    for name in names:
        if f"{name}_count" not in sweep:
            continue
        unit = sweep[f"{name}_least"].attrs.get("units", "")
        axes = [axis for axis in sweep[f"{name}_count"].dims if axis != "scenario"]
        for scenario in sweep.scenario.values:
            for place in (sweep[axes[0]].values if axes else [""]):
                at = {"scenario": scenario, **({axes[0]: place} if axes else {})}
                rows[name, unit, place, scenario] = _statistics(sweep.sel(at), name)
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis(["result", "unit", "place", "scenario"])


def _statistics(sweep: xr.Dataset, name: str) -> dict[str, float]:
    row = {"samples": float(sweep[f"{name}_count"])}
    for statistic in ("mean", "deviation"):
        if f"{name}_{statistic}" in sweep:
            row[statistic] = float(sweep[f"{name}_{statistic}"])
    if f"{name}_quantiles" in sweep:
        row |= {f"{100 * float(q):g} %": float(v) for q, v in zip(sweep["quantile"].values, sweep[f"{name}_quantiles"].values)}
    return row


FLAGS = ("internally_stable", "externally_stable", "externally_stable_by_consent", "potentially_internally_stable", "pareto", "stable")


def gain_table(results: xr.Dataset, measure: str) -> pd.DataFrame:
    """Gains [million USD] of each structure by one measure, with flags: True, False, or missing."""
    if measure not in results.measure.values:
        raise ValueError(f"no gains are measured by {measure!r}; known: {', '.join(results.measure.values)}")
    of = results.sel(measure=measure)
    table = of.gain.transpose("structure", "market").to_pandas().dropna(axis="columns", how="all")
    table.insert(0, "sum", of.total_gain.to_series())
    for name in FLAGS:
        table[name] = of[name].to_series().map({1.0: True, 0.0: False})
    return table.sort_values("sum", ascending=False, na_position="last", kind="stable")
