# SPDX-License-Identifier: Apache-2.0
"""Figures of `sensitivity`: which parameters results hang on."""
from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from . import bars, style

# In this order, so that a group has the same colour in all figures.
GROUPS = ("caps", "standards", "limits", "prices", "elasticities", "taxes", "emissions", "flows", "directions")
NEEDED = ("indicator", "element", "unit", "parameter", "group", "effect_of_one_percent")


def draw_sensitivities(table: pd.DataFrame, most: int = 12) -> Any:
    """A panel for each indicator: what one per cent more of each parameter does to it, the largest effects on top; the figure."""
    lacking = [column for column in NEEDED if column not in table]
    if lacking:
        raise ValueError(f"the table is not one of etslink.sensitivity: it has no column {', '.join(lacking)}")
    indicators = list(dict.fromkeys(table.indicator))
    if not indicators:
        return style.nothing(style.new_axis(5, 2), "the table is empty").figure
    counts = [min(most, int((table.indicator == name).sum())) for name in indicators]
    figure, axes = plt.subplots(len(indicators), 1, figsize=(8, 0.6 + sum(1.1 + 0.24 * count for count in counts)), layout="constrained",
                                squeeze=False, gridspec_kw={"height_ratios": [1 + 0.24 * count for count in counts]})
    for axis, name in zip(axes[:, 0], indicators):
        _draw_panel(axis, table[table.indicator == name].head(most))
    handles = [style.patch(GROUPS.index(group), group) for group in GROUPS if (table.group == group).any()]
    if table.effect_of_one_percent.isna().any():
        handles.append(style.missing_entry("no derivative: see note"))
    style.legend(axes[0, 0], handles)
    figure.suptitle(f"scenario {table.scenario.iloc[0]}" if "scenario" in table else "", fontsize=11)
    return figure


def _draw_panel(axis: Any, rows: pd.DataFrame) -> None:
    effects = rows.effect_of_one_percent.to_numpy(float)
    for row, (effect, group) in enumerate(zip(effects, rows.group)):
        axis.barh(row, np.nan_to_num(effect), 0.7, **style.bar_style(GROUPS.index(group)))
    bars.mark_missing(axis, np.isnan(effects), "")
    names = [f"{parameter} ({element})" if element else parameter for parameter, element in zip(rows.parameter, rows.element)]
    bars.finish_rows(axis, names, f"effect of 1 % more on {rows.indicator.iloc[0]} [{rows.unit.iloc[0]}]", "")
