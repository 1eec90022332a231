# SPDX-License-Identifier: Apache-2.0
"""The mix of technologies of a sector: power by source, steel by route."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import xarray as xr

from . import bars, style
from .study import Shown

MEASURES = {"share": ("technology_share", "part of the volume"), "output": ("technology_output", "output"),
            "emissions": ("technology_emissions", "CO2"), "rent": ("technology_rent", "income of specific factors")}


def draw_technologies(shown: Shown, by: str = "share", sector: str | None = None, regions: Sequence[str] | None = None,
                      axis: Any = None) -> Any:
    """A row for each region and scenario, the reference first, a bar for each technology of one sector; the axes."""
    if by not in MEASURES:
        raise ValueError(f"technologies are measured by {', '.join(map(repr, MEASURES))}, not by {by!r}")
    variable, label = MEASURES[by]
    if variable not in shown.all:
        return style.nothing(axis or style.new_axis(5, 2), "the benchmark has no technologies")
    sector = sector or _sectors(shown.all)[0]
    if sector not in _sectors(shown.all):
        raise ValueError(f"'{sector}' has no technologies; those that have are {', '.join(_sectors(shown.all))}")
    places = list(regions) if regions is not None else shown.places("region")
    values, names = _rows(shown, variable, sector, places)
    parts = [(str(name).split(".", 1)[1], style.bar_style(number), np.asarray(values.sel(technology=name).values, float))
             for number, name in enumerate(values.technology.values)]
    axis = axis or bars.new_rows(len(names))
    handles = bars.stack(axis, parts)
    handles += bars.mark_missing(axis, np.isnan(values.values).all(axis=1), "no technologies, or not solved")
    unit = shown.all[variable].attrs.get("units", "")
    bars.finish_rows(axis, names, f"technologies of {sector}: {label} [{unit}]", shown.title)
    style.legend(axis, handles)
    return axis


def _sectors(results: xr.Dataset) -> list[str]:
    """Sectors that have technologies, in the order of the file."""
    return list(dict.fromkeys(str(name).split(".", 1)[0] for name in results.technology.values))


def _rows(shown: Shown, variable: str, sector: str, places: Sequence[str]) -> tuple[xr.DataArray, list[str]]:
    """Values over row and technology, without technologies that no region has; the names of the rows."""
    whole = shown.all.isel(variant=0) if "variant" in shown.all.dims else shown.all
    reference = [name for name in [shown.all.attrs.get("reference_scenario")] if name in whole.scenario and name not in shown.scenarios]
    scenarios = [*reference, *shown.scenarios]
    own = [name for name in whole.technology.values if str(name).split(".", 1)[0] == sector]
    values = whole[variable].sel(region=list(places), scenario=scenarios, technology=own)
    rows = values.stack(row=("region", "scenario")).transpose("row", "technology").dropna("technology", how="all")
    names = [*reference, *shown.names]
    return rows, [f"{region}: {name}" if len(places) > 1 else name for region in places for name in names]
