# SPDX-License-Identifier: Apache-2.0
"""Figures of `coalitions`: who gains in which structure, and which are stable."""
from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from ..tables import FLAGS, gain_table
from . import bars, style


def draw_gains(results: xr.Dataset, measure: str = "welfare_ev", most: int = 20, axis: Any = None) -> Any:
    """A row for each structure, the largest sum of gains on top: a mark for each market, a bar for the sum; the axes.

    Beyond `most` structures only stable ones are shown.
    """
    table = gain_table(results, measure)
    stable = table["stable"].eq(True) | (table["internally_stable"].eq(True) & table["externally_stable_by_consent"].eq(True))
    shown = table[(np.arange(len(table)) < most) | stable.to_numpy()]
    axis = axis or bars.new_rows(len(shown))
    rows = np.arange(len(shown))
    total = shown["sum"].to_numpy(float)
    axis.barh(rows, np.nan_to_num(total), 0.7, color="0.88", edgecolor="0.6", linewidth=0.4)
    handles = [Patch(facecolor="0.88", edgecolor="0.6", label="sum")]
    for number, market in enumerate(column for column in shown if column not in ("sum", *FLAGS)):
        look = {"color": style.colour(number), "marker": style.MARKERS[number % len(style.MARKERS)], "linestyle": ""}
        axis.plot(shown[market], rows, markersize=6, **look)
        handles.append(Line2D([], [], label=market, **look))
    handles += bars.mark_missing(axis, np.isnan(total), "not solved")
    names = [f"{_mark(row)} {name}".strip() for name, row in shown.iterrows()]
    units = dict(zip(results.measure.values, results.measure_units.values))
    titles = dict(zip(results.measure.values, results.measure_name.values))
    label = f"{titles[measure]}\nagainst everybody alone [{units[measure]}]"
    bars.finish_rows(axis, names, label, _title(results, len(table) - len(shown)))
    handles += [Line2D([], [], linestyle="", label="* stable, + stable by consent")]
    style.legend(axis, handles)
    return axis


def _mark(row: pd.Series) -> str:
    if row["stable"] is True:
        return "*"
    return "+" if row["internally_stable"] is True and row["externally_stable_by_consent"] is True else ""


def _title(results: xr.Dataset, left_out: int) -> str:
    text = f"{results.attrs.get('study_name', '')} (base year {results.attrs.get('benchmark_year', '')})"
    return text + (f"\n{left_out} structures with smaller sums, none of them stable, are left out" if left_out else "")
