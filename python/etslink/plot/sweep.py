# SPDX-License-Identifier: Apache-2.0
"""Figures of `sweep`: distributions of results over samples."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.lines import Line2D

from ..tables import members
from . import style

SHOWN = ("carbon_price", "gdp_change", "leakage_rate")
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)


def draw_distributions(sweep: xr.Dataset, names: Sequence[str] = SHOWN) -> Any:
    """A panel for each result: mean, median, quantiles of each scenario at each place; the figure."""
    known = [name for name in names if name in sweep and f"{name}_count" in sweep and bool((sweep[f"{name}_count"] > 0).any())]
    if not known:
        return style.nothing(style.new_axis(5, 2), f"the sweep has no values of {', '.join(names)}").figure
    sizes = [len(_places(sweep, name)) for name in known]
    widths = [1.0 + 0.34 * count * sweep.sizes["scenario"] for count in sizes]
    figure, axes = plt.subplots(1, len(known), figsize=(min(16.0, 2.5 + sum(widths)), 3.8), layout="constrained", squeeze=False,
                                gridspec_kw={"width_ratios": widths})
    for axis, name in zip(axes[0], known):
        _draw_panel(axis, sweep, name)
    style.legend(axes[0, -1], _entries(sweep, known))
    figure.suptitle(_title(sweep), fontsize=11)
    return figure


def _title(sweep: xr.Dataset) -> str:
    failed = int(sweep.attrs.get("failed_samples", 0))
    text = f"{sweep.attrs.get('study_name', '')}: {sweep.sizes['sample']} samples ({sweep.attrs.get('design', '')})"
    return text + (f", {failed} not solved and left out" if failed else "")


def _places(sweep: xr.Dataset, name: str) -> list[str]:
    """Labels of the axis of a result; of regions those with markets; one without name where there is none."""
    axis = _axis(sweep, name)
    if axis is None:
        return [""]
    labels: list[str] = sweep[axis].values.tolist()
    return _with_markets(sweep) or labels if axis == "region" else labels


def _with_markets(sweep: xr.Dataset) -> list[str]:
    """Regions of markets, or those that are called like one where the sweep does not say which they are."""
    if "carbon_price_local" in sweep:
        return members(sweep)
    return [region for region in sweep.region.values if "market" in sweep.coords and region in sweep.market.values]


def _draw_panel(axis: Any, sweep: xr.Dataset, name: str) -> None:
    places, count = _places(sweep, name), sweep.sizes["scenario"]
    for i in range(count):
        for k, place in enumerate(places):
            of = sweep.isel(scenario=i)
            at = k + (i - (count - 1) / 2) * 0.8 / count
            on = _axis(sweep, name)
            _draw_one(axis, at, i, _summary(of if on is None else of.sel({on: place}), name))
    unit = sweep[name].attrs.get("units", "")
    style.tick_names(axis, [place for place in places if place])
    axis.set_xlim(-0.5, len(places) - 0.5)
    style.value_label(axis, sweep[name].attrs.get("long_name", name).partition(",")[0], unit)
    style.dress(axis, "y", "")
    low, high = axis.get_ylim()
    if low < 0 < high:
        style.zero_line(axis, "y")


def _summary(of: xr.Dataset, name: str) -> dict[str, float]:
    """Mean and quantiles as far as the design has them, and least and largest value."""
    numbers = {"least": float(of[f"{name}_least"]), "largest": float(of[f"{name}_largest"])}
    if f"{name}_mean" in of:
        numbers["mean"] = float(of[f"{name}_mean"])
    if f"{name}_quantiles" in of and bool(of[f"{name}_quantiles"].notnull().all()):
        numbers |= {f"{level:g}": float(of[f"{name}_quantiles"].sel(quantile=level)) for level in LEVELS}
    return numbers


def _draw_one(axis: Any, at: float, number: int, summary: dict[str, float]) -> None:
    look = {"color": style.colour(number), "solid_capstyle": "butt"}
    if not np.isfinite(summary["least"]):
        axis.plot([at], [0], marker="x", color=style.GREY, markersize=5)
        return
    if "0.5" in summary:
        axis.plot([at, at], [summary["0.05"], summary["0.95"]], linewidth=1.4, **look)
        axis.plot([at, at], [summary["0.25"], summary["0.75"]], linewidth=7, **look)
        axis.plot([at], [summary["0.5"]], marker="o", color="white", markeredgecolor="black", markersize=5)
    else:
        axis.plot([at, at], [summary["least"], summary["largest"]], linewidth=1.4, **look)
    if np.isfinite(summary.get("mean", np.nan)):
        axis.plot([at], [summary["mean"]], marker="_", color="black" if number else "0.75", markersize=11, markeredgewidth=1.6)


def _entries(sweep: xr.Dataset, names: Sequence[str]) -> list[Any]:
    handles: list[Any] = [Line2D([], [], color=style.colour(number), linewidth=6, label=name)
                          for number, name in enumerate(sweep.scenario.values)]
    if any(_has(sweep, f"{name}_quantiles") for name in names):
        handles += [Line2D([], [], color=style.GREY, linewidth=6, label="25 to 75 % of samples"),
                    Line2D([], [], color=style.GREY, linewidth=1.4, label="5 to 95 %"),
                    Line2D([], [], linestyle="", marker="o", color="white", markeredgecolor="black", label="median")]
    else:
        handles.append(Line2D([], [], color=style.GREY, linewidth=1.4, label="least to largest"))
    if any(_has(sweep, f"{name}_mean") for name in names):
        handles.append(Line2D([], [], linestyle="", marker="_", color="black", markersize=11, label="mean"))
    if any(bool((_shown(sweep, name) == 0).any()) for name in names):
        handles.append(style.missing_entry())
    return handles


def _has(sweep: xr.Dataset, name: str) -> bool:
    """Has the design this statistic?"""
    return name in sweep and bool(sweep[name].notnull().any())


def _shown(sweep: xr.Dataset, name: str) -> xr.DataArray:
    """Samples behind what is shown of a result."""
    axis = _axis(sweep, name)
    return sweep[f"{name}_count"] if axis is None else sweep[f"{name}_count"].sel({axis: _places(sweep, name)})


def _axis(sweep: xr.Dataset, name: str) -> str | None:
    return next((str(axis) for axis in sweep[name].dims if axis not in ("sample", "scenario")), None)
