# SPDX-License-Identifier: Apache-2.0
"""Values of scenarios at places (markets, regions): grouped bars, or rows of dots where there are many scenarios."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from . import style

Numbers = npt.NDArray[np.float64]
MOST_SCENARIOS, MOST_BARS = 12, 80  # beyond, dots


@dataclass(frozen=True)
class Values:
    """What is drawn.

    Attributes:
        numbers: (variant, scenario, place), in the unit; NaN where there is no value.
        scenarios, places: names.
        name, unit: what it is, and in what.
        title: above the figure.
        missing: why values may be missing, for the legend.
        variants: names, empty where there are none; the first is drawn, the others as a range.
        colours: number of the colour of each scenario, the same in all figures of a study.
    """
    numbers: Numbers
    scenarios: Sequence[str]
    places: Sequence[str]
    name: str
    unit: str
    title: str = ""
    missing: str = style.MISSING
    variants: Sequence[str] = ()
    colours: Sequence[int] = field(default_factory=list)

    @property
    def label(self) -> str:
        """Of the axis with the values."""
        return f"{self.name} [{self.unit}]"

    @property
    def has_dots(self) -> bool:
        """Is this too much for bars?"""
        return len(self.scenarios) > MOST_SCENARIOS or len(self.scenarios) * len(self.places) > MOST_BARS


def draw(axis: Any, values: Values, with_legend: bool = True) -> Any:
    """The figure on these axes, or on new ones of a size that fits; the axes."""
    if axis is None:
        count = len(values.scenarios)
        size = (7.5, 1.4 + row_height(count) * count) if values.has_dots else (min(13.0, 4.6 + 0.14 * count * len(values.places)), 3.4)
        axis = style.new_axis(*size)
    handles = _draw_dots(axis, values) if values.has_dots else _draw_bars(axis, values)
    if np.isnan(values.numbers[0]).any():
        handles.append(style.missing_entry(values.missing))
    if len(values.variants) > 1:
        handles.append(style.range_entry(f"range over {', '.join(values.variants)}"))
    if not np.nan_to_num(values.numbers).any():
        axis.text(0.5, 0.6, "zero everywhere", ha="center", color=style.GREY, transform=axis.transAxes)
    if with_legend:
        style.legend(axis, handles)
    return axis


def row_height(count: int) -> float:
    """Height of each of so many rows [inch]."""
    return min(0.25, max(0.13, 12 / count))


def draw_range(axis: Any, place: float, of_variants: Numbers, vertical: bool) -> None:
    """A thin line from the lowest to the highest variant; nothing where there is one variant."""
    known = of_variants[np.isfinite(of_variants)]
    if len(of_variants) < 2 or len(known) == 0:
        return
    ends, at = [known.min(), known.max()], [place, place]
    points = (at, ends) if vertical else (ends, at)
    axis.plot(*points, zorder=3, path_effects=style.HALO, **style.RANGE, marker="_" if vertical else "|", markeredgewidth=1.2)


def _draw_bars(axis: Any, values: Values) -> list[Any]:
    count, handles = len(values.scenarios), []
    width = 0.8 / max(count, 1)
    for i, name in enumerate(values.scenarios):
        look = style.bar_style(values.colours[i] if values.colours else i)
        places = np.arange(len(values.places)) + (i - (count - 1) / 2) * width
        shown = values.numbers[0, i]
        axis.bar(places, np.nan_to_num(shown), 0.92 * width, **look)
        axis.plot(places[np.isnan(shown)], np.zeros(np.isnan(shown).sum()), linestyle="", marker="x", markersize=4, color=style.GREY)
        for place, of_variants in zip(places, values.numbers[:, i].T):
            draw_range(axis, place, of_variants, vertical=True)
        handles.append(style.patch(values.colours[i] if values.colours else i, name))
    style.zero_line(axis, "y")
    style.tick_names(axis, values.places)
    style.value_label(axis, values.name, values.unit)
    style.dress(axis, "y", values.title)
    return handles


def _draw_dots(axis: Any, values: Values) -> list[Any]:
    rows, handles = np.arange(len(values.scenarios)), []
    for i, name in enumerate(values.places):
        look = {"color": style.colour(i), "marker": style.MARKERS[i % len(style.MARKERS)], "linestyle": ""}
        shown = values.numbers[0, :, i]
        axis.plot(shown, rows, markersize=5, **look)
        axis.plot(np.zeros(np.isnan(shown).sum()), rows[np.isnan(shown)], linestyle="", marker="x", markersize=4, color=style.GREY)
        for row in rows:
            draw_range(axis, row, values.numbers[:, row, i], vertical=False)
        handles.append(Line2D([], [], label=name, **look))
    style.zero_line(axis, "x")
    name_rows(axis, values.scenarios)
    axis.set_xlabel(values.label)
    style.dress(axis, "both", values.title)
    return handles


def name_rows(axis: Any, names: Sequence[str]) -> None:
    """Names left of the rows, the first on top."""
    axis.set_yticks(np.arange(len(names)), names, fontsize=min(8.0, 60 * row_height(len(names))))
    axis.set_ylim(len(names) - 0.4, -0.6)


def new_rows(count: int, least: float = 0.28) -> Any:
    """Axes for so many rows with names."""
    return style.new_axis(7.5, 1.5 + max(least if count < 20 else 0, row_height(count)) * count)


def stack(axis: Any, parts: Sequence[tuple[str, Mapping[str, Any], Numbers]]) -> list[Any]:
    """Rows of bars side by side, those below zero to its left: label, look, a value for each row."""
    handles: list[Any] = []
    ends: dict[str, Numbers] = {}
    for label, look, values in parts:
        values = np.nan_to_num(values)
        rows = np.arange(len(values))
        right, left = ends.get("right", np.zeros(len(rows))), ends.get("left", np.zeros(len(rows)))
        axis.barh(rows, values, 0.65, left=np.where(values >= 0, right, left), **look)
        ends = {"right": right + np.maximum(values, 0), "left": left + np.minimum(values, 0)}
        handles.append(Patch(label=label, **look))
    return handles


def mark_missing(axis: Any, unknown: npt.NDArray[np.bool_], label: str) -> list[Any]:
    """A cross at zero in each row without value; the entry of the legend."""
    axis.plot(np.zeros(unknown.sum()), np.flatnonzero(unknown), linestyle="", marker="x", markersize=4, color=style.GREY)
    return [style.missing_entry(label)] if unknown.any() else []


def finish_rows(axis: Any, names: Sequence[str], label: str, title: str) -> None:
    """Names, zero, grid and title of a figure with rows."""
    style.zero_line(axis, "x")
    name_rows(axis, names)
    axis.set_xlabel(label)
    style.dress(axis, "x", title)
