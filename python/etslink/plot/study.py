# SPDX-License-Identifier: Apache-2.0
"""Figures of `run` and `coalitions`: what scenarios do to prices, trade, abatement, cost, income and leakage."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.lines import Line2D

from ..tables import has_policy, has_shock, members
from . import bars, style


@dataclass(frozen=True)
class Quantity:
    """A variable over scenario and place, as a figure shows it."""
    variable: str
    name: str
    axis: str = "region"
    per_cent_of: str = ""  # of what, {} stands for the reference scenario
    has_sum: bool = False
    missing: str = style.MISSING


QUANTITIES = {
    "prices": Quantity("carbon_price", "carbon price", "market", missing="market off, or not solved"),
    "permit_trade": Quantity("permit_imports", "permits bought (+) or sold (-)"),
    "permit_payments": Quantity("permit_import_value", "paid (+) or earned (-) for permits"),
    "abatement": Quantity("abatement", "abatement of all CO2", has_sum=True),
    "gdp": Quantity("gdp_change", "change of real GDP", per_cent_of="{}"),
    "gni": Quantity("gni_change", "change of real national income", per_cent_of="{}"),
    "welfare": Quantity("welfare_change", "welfare, equivalent variation", per_cent_of="consumption in {}"),
    "cost": Quantity("abatement_cost_macc", "abatement cost by the curve", has_sum=True),
    "cost_gdp": Quantity("abatement_cost_gdp", "loss of GDP", has_sum=True),
    "cost_gni": Quantity("abatement_cost_gni", "loss of national income", has_sum=True),
    "cost_welfare": Quantity("abatement_cost_ev", "loss of welfare, equivalent variation", has_sum=True),
    "terms_of_trade": Quantity("terms_of_trade", "change of the terms of trade", per_cent_of="{}"),
    "exports": Quantity("exports_change", "change of exports", per_cent_of="{}"),
    "imports": Quantity("imports_change", "change of imports", per_cent_of="{}"),
    "leakage_by_region": Quantity("leakage_by_region", "leakage into each region", per_cent_of="the coalition's reduction",
                                  missing="member of the coalition, or no reduction"),
}


class Shown:
    """The part of a study that is drawn: its scenarios that do something, all variants."""

    def __init__(self, results: xr.Dataset, scenarios: Sequence[str] | None = None) -> None:
        self.all = results
        first = results.isel(variant=0) if "variant" in results.dims else results
        acts = has_policy(first) | has_shock(first)
        self._numbers = {name: number for number, name in enumerate(first.scenario.values[acts].tolist())}
        self.scenarios = list(scenarios) if scenarios is not None else list(self._numbers)
        self.results = results.sel(scenario=self.scenarios)
        self.first = first.sel(scenario=self.scenarios)

    @property
    def colours(self) -> list[int]:
        """Number of the colour of each scenario; one that does nothing, as the benchmark, has that behind all others."""
        return [self._numbers.get(name, len(self._numbers)) for name in self.scenarios]

    @property
    def variants(self) -> list[str]:
        """Names of the variants."""
        return list(self.results.variant.values) if "variant" in self.results.dims else []

    @property
    def names(self) -> list[str]:
        """Scenarios, those without solution marked."""
        solved = (self.first.solver_status == "solved").values
        return [name if ok else f"{name} (not solved)" for name, ok in zip(self.scenarios, solved)]

    @property
    def title(self) -> str:
        """Name and year of the study, and the variant that is drawn."""
        selected = [str(self.results.variant.values)] if "variant" in self.results.coords and not self.variants else []
        variant = "".join(f", variant {name}" for name in [*self.variants[:1], *selected])
        return f"{self.results.attrs.get('study_name', '')} (base year {self.results.attrs.get('benchmark_year', '')}{variant})"

    def places(self, axis: str) -> list[str]:
        """Markets; regions of markets that are on, or all where no market is."""
        if axis not in self.results.dims:
            return []
        return (members(self.results) if axis == "region" else []) or list(self.results[axis].values)

    def numbers(self, values: xr.DataArray, axis: str) -> bars.Numbers:
        """(variant, scenario, place)"""
        whole = values if "variant" in values.dims else values.expand_dims("variant")
        return np.asarray(whole.transpose("variant", "scenario", axis).values, float)

    def values(self, quantity: Quantity, places: Sequence[str] | None = None) -> bars.Values | None:
        """What is drawn of a quantity; None where there is nothing."""
        names = list(places) if places is not None else self.places(quantity.axis)
        if quantity.variable not in self.results or not names or not self.scenarios:
            return None
        of = self.results[quantity.variable].sel({quantity.axis: names})
        numbers = self.numbers(of, quantity.axis)
        if not np.isfinite(numbers).any():
            return None
        if quantity.has_sum and len(names) > 1:
            numbers = np.concatenate([numbers, numbers.sum(axis=2, keepdims=True)], axis=2)
            names = [*names, "sum"]
        unit, numbers = _unit(str(of.attrs.get("units", "")), numbers)
        if quantity.per_cent_of:
            unit = f"% of {quantity.per_cent_of.format(self.results.attrs['reference_scenario'])}"
        return bars.Values(numbers, self.names, names, quantity.name, unit, self.title, quantity.missing, self.variants, self.colours)


def _unit(unit: str, numbers: bars.Numbers) -> tuple[str, bars.Numbers]:
    """Billions where there are many millions."""
    if unit.startswith("million ") and np.nanmax(abs(numbers), initial=0) >= 10_000:
        return unit.replace("million", "billion", 1), numbers / 1000
    return unit, numbers


def draw_quantity(shown: Shown, name: str, axis: Any = None, places: Sequence[str] | None = None, with_legend: bool = True) -> Any:
    """The figure of a quantity of QUANTITIES; the axes."""
    values = shown.values(QUANTITIES[name], places)
    if values is None:
        return style.nothing(axis or style.new_axis(5, 2), f"no scenario has a value of '{QUANTITIES[name].variable}'")
    return bars.draw(axis, values, with_legend)


# In greys, as colours are those of scenarios.
CHANNELS = {
    "leakage_fuel_price_channel": ("through fuel prices", {"facecolor": "0.4", "edgecolor": "0.3", "linewidth": 0.4}),
    "leakage_competitiveness_channel": ("through competitiveness", {"facecolor": "0.8", "edgecolor": "0.3", "linewidth": 0.4}),
}


def draw_leakage(shown: Shown, axis: Any = None) -> Any:
    """A row for each scenario: its channels as bars, the rate as a diamond with the range over variants; the axes."""
    rates = shown.results.leakage_rate
    rates = rates if "variant" in rates.dims else rates.expand_dims("variant")
    numbers = np.asarray(rates.transpose("variant", "scenario").values, float)
    if not np.isfinite(numbers).any():
        return style.nothing(axis or style.new_axis(5, 2), "no scenario has a leakage rate")
    axis = axis or bars.new_rows(len(shown.scenarios))
    split = [(label, look, np.asarray(shown.first[name].values, float)) for name, (label, look) in CHANNELS.items()
             if shown.first[name].notnull().any()]
    handles = bars.stack(axis, split)
    known = np.isfinite(numbers[0])
    diamond = {"linestyle": "", "marker": "D", "markersize": 5, "color": "white", "markeredgecolor": "black"}
    axis.plot(numbers[0][known], np.flatnonzero(known), zorder=4, **diamond)
    for row in range(len(shown.scenarios)):
        bars.draw_range(axis, row, numbers[:, row], vertical=False)
    handles.append(Line2D([], [], label="leakage rate", **diamond))
    handles += bars.mark_missing(axis, ~known, "no rate: no reduction, or not solved")
    handles += [style.range_entry(f"range over {', '.join(shown.variants)}")] if len(shown.variants) > 1 else []
    label = f"carbon leakage [{rates.attrs.get('units', '%')} of the coalition's reduction]"
    bars.finish_rows(axis, shown.names, label, shown.title)
    style.legend(axis, handles)
    return axis


def draw_sectors(shown: Shown, regions: Sequence[str] | None = None, axis: Any = None, most: int = 7) -> Any:
    """Abatement of the largest users of regions, the rest in one; a row for each scenario; the axes."""
    places = list(regions) if regions is not None else shown.places("region")
    all_scenarios = shown.all.isel(variant=0) if "variant" in shown.all.dims else shown.all
    by_user = all_scenarios.co2_by_user.sel(region=places).sum("region", min_count=1)
    reference = shown.all.attrs["reference_scenario"]
    if reference not in all_scenarios.scenario:
        return style.nothing(axis or style.new_axis(5, 2), f"the reference scenario '{reference}' is not among these results")
    saved = (by_user.sel(scenario=reference) - by_user.sel(scenario=shown.scenarios)).transpose("scenario", "user")
    if not saved.notnull().any():
        return style.nothing(axis or style.new_axis(5, 2), "no scenario was solved")
    order = list(abs(saved).max("scenario").to_series().sort_values(ascending=False, kind="stable").index)
    parts = [(name, style.bar_style(number), np.asarray(saved.sel(user=name).values, float)) for number, name in enumerate(order[:most])]
    if order[most:]:
        parts.append(("all others", style.bar_style(len(parts)), np.asarray(saved.sel(user=order[most:]).sum("user").values, float)))
    axis = axis or bars.new_rows(len(shown.scenarios))
    handles = bars.stack(axis, parts)
    handles += bars.mark_missing(axis, np.isnan(saved.values).all(axis=1), "not solved")
    label = f"abatement in {', '.join(places)} by user [{shown.all.co2_by_user.attrs.get('units', 'Mt')}]"
    bars.finish_rows(axis, shown.names, label, shown.title)
    style.legend(axis, handles)
    return axis


PANELS = ("prices", "permit_trade", "abatement", "cost", "gdp", "leakage")
WITHOUT_MARKETS = ("gdp", "gni", "welfare", "terms_of_trade", "exports", "imports")


def draw_overview(shown: Shown) -> Any:
    """Six panels and one legend, of studies without carbon prices what shocks do to trade; the figure."""
    panels = PANELS if shown.values(QUANTITIES["prices"]) else WITHOUT_MARKETS
    values = [shown.values(QUANTITIES[name]) if name in QUANTITIES else None for name in panels]
    has_dots = any(one is not None and one.has_dots for one in values)
    height = 2 * (1.4 + bars.row_height(len(shown.scenarios)) * len(shown.scenarios)) if has_dots else 6.6
    figure, axes = plt.subplots(2, 3, figsize=(15 if has_dots else 12, height))
    below = 0.25 * _legend_rows(shown) / height
    figure.set_layout_engine("constrained", rect=(0, 0 if has_dots else below, 1, 1 if has_dots else 1 - below), w_pad=0.1, h_pad=0.12)
    for axis, name, one in zip(axes.flat, panels, values):
        if name == "leakage":
            draw_leakage(shown, axis)
            _legend_below(axis)
        else:
            draw_quantity(shown, name, axis, with_legend=has_dots)
        _name_panel(axis, "carbon leakage" if name == "leakage" else QUANTITIES[name].name, one)
    figure.suptitle(shown.title + (f"; range over {', '.join(shown.variants)}" if len(shown.variants) > 1 else ""), fontsize=12)
    if not has_dots:
        handles = [style.patch(number, name) for number, name in zip(shown.colours, shown.names)]
        missing = any(one is not None and np.isnan(one.numbers[0]).any() for one in values)
        handles += [style.missing_entry()] if missing else []
        figure.legend(handles=handles, loc="lower center", ncols=_legend_columns(shown), frameon=False)
    return figure


def _name_panel(axis: Any, name: str, values: bars.Values | None) -> None:
    """Title and unit apart, where a label of both would be longer than the panel."""
    axis.set_title(name, fontsize=10, loc="left")
    if values is not None:
        (axis.set_xlabel if values.has_dots else axis.set_ylabel)(values.unit)


def _legend_below(axis: Any) -> None:
    old = axis.get_legend()
    if old is not None:
        axis.legend(handles=old.legend_handles if hasattr(old, "legend_handles") else old.legendHandles, loc="upper center",
                    bbox_to_anchor=(0.5, -0.22), frameon=False, fontsize=8, ncols=2)


def _legend_columns(shown: Shown) -> int:
    widest = max(map(len, shown.names), default=1)
    return max(1, min(len(shown.scenarios) + 1, 130 // (widest + 6)))


def _legend_rows(shown: Shown) -> int:
    return 1 + (len(shown.scenarios) + 1) // _legend_columns(shown)
