# SPDX-License-Identifier: Apache-2.0
"""How figures look: colours, axes, legends, what is missing."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.patheffects import withStroke

# Okabe and Ito (2008): told apart with any colour vision. Where there are more things than colours, hatches and dashes differ.
COLOURS = ("#000000", "#E69F00", "#56B4E9", "#009E73", "#D55E00", "#CC79A7", "#0072B2", "#F0E442")
HATCHES = ("", "////", "....", "xxxx", "\\\\\\\\", "oooo")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
DASHES = ("-", "--", ":", "-.")
GREY = "0.45"
RANGE: dict[str, Any] = {"color": "0.25", "linewidth": 1.2, "markersize": 5}
HALO = [withStroke(linewidth=2.8, foreground="white")]  # so that a line is seen on any colour
MISSING = "no value"


def colour(index: int) -> str:
    """Colour of the thing with this number."""
    return COLOURS[index % len(COLOURS)]


def hatch(index: int) -> str:
    """Hatch of bars, so that those of one colour differ."""
    return HATCHES[index // len(COLOURS) % len(HATCHES)]


def bar_style(index: int) -> dict[str, Any]:
    """Arguments of a bar or patch. Hatches have the colour of the edge."""
    pattern = hatch(index)
    return {"facecolor": colour(index), "hatch": pattern, "edgecolor": "white" if pattern else "0.3", "linewidth": 0.4}


def line_style(index: int) -> dict[str, Any]:
    """Arguments of a curve."""
    return {"color": colour(index), "linestyle": DASHES[index // len(COLOURS) % len(DASHES)], "linewidth": 1.6}


def patch(index: int, label: str) -> Patch:
    """Entry of a legend for a bar."""
    return Patch(label=label, **bar_style(index))


def missing_entry(label: str = MISSING) -> Line2D:
    """Entry of a legend for what has no value."""
    return Line2D([], [], color=GREY, marker="x", linestyle="", markersize=5, label=label)


def range_entry(label: str) -> Line2D:
    """Entry of a legend for a range."""
    return Line2D([], [], marker="|", label=label, **RANGE)


def new_axis(width: float, height: float) -> Any:
    """Axes of a figure of this size [inch]."""
    return plt.subplots(figsize=(width, height), layout="constrained")[1]


def dress(axis: Any, grid: str, title: str) -> None:
    """Lines and title that all figures have; `grid`: axis of the values."""
    axis.spines[["top", "right"]].set_visible(False)
    axis.grid(axis=grid, color="0.9")
    axis.set_axisbelow(True)
    axis.set_title(title, fontsize=10, loc="left")


def zero_line(axis: Any, grid: str) -> None:
    """The line of zero across the values."""
    (axis.axhline if grid == "y" else axis.axvline)(0, color="black", linewidth=0.8)


def value_label(axis: Any, name: str, unit: str) -> None:
    """What the heights are; the unit in a line of its own where both would be longer than the axis."""
    room = axis.figure.get_size_inches()[1] * 10
    axis.set_ylabel(f"{name}{' ' if len(name) + len(unit) + 3 < room else chr(10)}[{unit}]")


def tick_names(axis: Any, names: Sequence[str]) -> None:
    """Names below an axis, slanted where they would run into each other."""
    width = axis.figure.get_size_inches()[0] * axis.get_position().width
    crowded = len(names) > 1 and max(map(len, names)) * 0.085 + 0.12 > width / len(names)
    axis.set_xticks(np.arange(len(names)), names, rotation=35 if crowded else 0, ha="right" if crowded else "center",
                    rotation_mode="anchor" if crowded else "default")


def legend(axis: Any, handles: Sequence[Any]) -> None:
    """The legend right of the axes, where it hides nothing."""
    if handles:
        axis.legend(handles=list(handles), loc="upper left", bbox_to_anchor=(1.01, 1.0), borderaxespad=0, frameon=False, fontsize=8,
                    ncols=1 + len(handles) // 28)


def nothing(axis: Any, why: str) -> Any:
    """Axes that say why they are empty."""
    axis.set_axis_off()
    axis.text(0.5, 0.5, f"nothing to show: {why}", ha="center", va="center", color=GREY, transform=axis.transAxes)
    return axis
