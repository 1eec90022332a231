# SPDX-License-Identifier: Apache-2.0
"""Figures of `macc`: marginal abatement cost curves."""
from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.lines import Line2D

from . import style

PRICE = "carbon price [{0}]"


def draw_curves(curves: xr.Dataset) -> Any:
    """The carbon price over the cut, and over the tonnes of each region that any of the curves covers; the figure."""
    regions = np.flatnonzero(curves.is_member.any("curve").values)
    panels = 1 + len(regions)
    columns = min(panels, 4)
    rows = -(-panels // columns)
    size = (2 + 2.8 * columns, 0.4 + 3.2 * rows)
    figure, axes = plt.subplots(rows, columns, figsize=size, layout="constrained", sharey=True, squeeze=False)
    _draw_cuts(axes.flat[0], curves)
    for axis, region in zip(axes.flat[1:], regions):
        _draw_region(axis, curves, int(region))
    for axis in axes.flat[panels:]:
        axis.set_axis_off()
    unit = curves.carbon_price.attrs.get("units", "USD/t")
    for row in axes:
        row[0].set_ylabel(PRICE.format(unit))
    style.legend(axes[0, -1], _entries(curves))
    figure.suptitle(f"{curves.attrs.get('study_name', '')}: marginal abatement cost curves "
                    f"(base year {curves.attrs.get('benchmark_year', '')})", fontsize=12)
    return figure


def _entries(curves: xr.Dataset) -> list[Any]:
    handles: list[Any] = []
    for number, name in enumerate(curves.curve.values):
        has_cut = bool(curves.cut_percent.isel(curve=number).notnull().any())
        label = name if has_cut else f"{name} (no cut in %: covers nothing at the benchmark)"
        handles.append(Line2D([], [], label=label, **style.line_style(number)))
    if any(_last(curves.isel(curve=number)) < curves.sizes["point"] - 1 for number in range(curves.sizes["curve"])):
        handles.append(style.missing_entry("ends: no solution beyond"))
    return handles


def _last(curve: xr.Dataset) -> int:
    """Number of the last point with a price; -1 for none."""
    return int(curve.carbon_price.notnull().sum()) - 1


def _draw_line(axis: Any, number: int, curve: xr.Dataset, over: xr.DataArray) -> None:
    axis.plot(over, curve.carbon_price, **style.line_style(number))
    last = _last(curve)
    if 0 <= last < curve.sizes["point"] - 1:
        axis.plot(over[last], curve.carbon_price[last], marker="x", color=style.colour(number))


def _draw_cuts(axis: Any, curves: xr.Dataset) -> None:
    for number in range(curves.sizes["curve"]):
        curve = curves.isel(curve=number)
        _draw_line(axis, number, curve, curve.cut_percent)
    _finish(axis, "all regions of the market", f"cut of covered emissions [{curves.cut_percent.attrs.get('units', '%')}]")


def _draw_region(axis: Any, curves: xr.Dataset, region: int) -> None:
    for number in np.flatnonzero(curves.is_member[:, region].values):
        curve = curves.isel(curve=int(number))
        _draw_line(axis, int(number), curve, curve.abatement_by_region[:, region])
    _finish(axis, str(curves.region.values[region]), f"abatement [{curves.abatement_by_region.attrs.get('units', 'Mt')}]")


def _finish(axis: Any, title: str, label: str) -> None:
    style.dress(axis, "both", title)
    axis.set_xlabel(label)
    axis.set_xlim(left=0)
    axis.set_ylim(bottom=0)
