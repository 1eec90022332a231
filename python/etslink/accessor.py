# SPDX-License-Identifier: Apache-2.0
"""What can be asked of results: `results.etslink`."""
from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import xarray as xr

from .results import kind_of
from .tables import curve_table, gain_table, statistics_table, study_table

if TYPE_CHECKING:
    from .plot import Figures, TableFigures


# Variables about the calculation and not about the economy, by their beginning.
OF_THE_SOLVER = ("solver_", "ipopt_", "walras_", "complementarity_", "reachable_", "abatement_cost_macc_error", "in_coalition", "transport_in_coalition")


@xr.register_dataset_accessor("etslink")
class Results:
    """Tables and differences of a dataset of `etslink`; variants are those of the first unless one is selected."""

    def __init__(self, dataset: xr.Dataset) -> None:
        is_alone = "scenario" in dataset.coords and "scenario" not in dataset.dims  # one scenario was selected
        self._dataset = dataset.expand_dims("scenario") if is_alone else dataset

    @property
    def kind(self) -> str:
        """`"run"`, `"coalitions"`, `"macc"` or `"sweep"`. ValueError where the dataset is none of these."""
        kind = kind_of(self._dataset.attrs)
        if kind is None:
            raise ValueError("the dataset is not one of etslink: it has no attribute 'format' that says so")
        return "coalitions" if "structure" in self._dataset.dims else kind

    @property
    def first(self) -> xr.Dataset:
        """The study as it is written: the first variant, or the dataset itself."""
        return self._dataset.isel(variant=0) if "variant" in self._dataset.dims else self._dataset

    @cached_property
    def study(self) -> dict[str, Any]:
        """What the study states, the first of its variants, without what `set` changed."""
        return tomllib.loads(str(self._dataset.attrs.get("study", "")))

    def links_of(self, scenario: str) -> list[Any]:
        """Links of a scenario: lists of markets, names of restricted links, members of a coalition."""
        if self.kind == "coalitions":
            return [coalition.split("+") for coalition in scenario.split("|") if "+" in coalition]
        links = self.study.get("scenario", {}).get(scenario, {}).get("links", [])
        return list(links) if isinstance(links, list) else [links]

    @property
    def plot(self) -> Figures:
        """Figures, one function for each: `results.etslink.plot.prices()`."""
        from .plot import Figures  # pylint: disable=import-outside-toplevel  # matplotlib is slow to import
        return Figures(self._dataset, self.kind)

    def solved(self) -> list[str]:
        """Scenarios with a solution, of the first variant."""
        names: list[str] = self.first.scenario.values[(self.first.solver_status == "solved").values].tolist()
        return names

    def linked_minus_unlinked(self, linked: Sequence[str] | str | None = None, unlinked: str | None = None) -> xr.Dataset:
        """What links change: each linked scenario minus the unlinked one, in the unit of each variable.

        Args:
            linked: scenarios; default: all that have links.
            unlinked: what they are compared with; default for each: the scenario `unlinked`, else the first with the same
                markets on and no links.

        Returns:
            The variables with numbers over the linked scenarios; those in % of something in percentage points. Missing where
            one of both is. ValueError where there is nothing to compare.
        """
        numbers = [name for name, values in self._dataset.data_vars.items()
                   if "scenario" in values.dims and values.dtype.kind == "f" and not str(name).startswith(OF_THE_SOLVER)]
        names = [linked] if isinstance(linked, str) else list(linked or self._linked())
        bases = [unlinked or self._base_of(name) for name in names]
        pairs = [(name, base) for name, base in zip(names, bases) if base is not None]
        if not pairs:
            raise ValueError("no scenario with links has one without to be compared with: say which by linked= and unlinked=")
        with xr.set_options(keep_attrs=True):
            of = self._dataset[numbers]
            parts = [of.sel(scenario=[name]) - of.sel(scenario=base, drop=True) for name, base in pairs]
        change = xr.concat(parts, "scenario").assign_coords(compared_with=("scenario", [base for _, base in pairs]))
        for variable in change.data_vars.values():
            if variable.attrs.get("units") == "%":
                variable.attrs["units"] = "percentage points"
            variable.attrs["long_name"] = f"linked minus unlinked: {variable.attrs.get('long_name', variable.name)}"
        return change.assign_attrs(self._dataset.attrs)

    def _linked(self) -> list[str]:
        return [name for name in self.first.scenario.values.tolist() if self.links_of(name)]

    def _markets_on(self, scenario: str) -> np.ndarray[Any, Any]:
        on: np.ndarray[Any, Any] = self.first.carbon_price.sel(scenario=scenario).notnull().values
        return on

    def _base_of(self, linked: str) -> str | None:
        without = [name for name in self.first.scenario.values.tolist() if not self.links_of(name) and self._markets_on(name).any()]
        same = [name for name in without if np.array_equal(self._markets_on(name), self._markets_on(linked))]
        if "unlinked" in without:
            return "unlinked"
        return same[0] if same else None

    def table(self) -> pd.DataFrame:
        """The table that the program prints, unrounded.

        Of `run` and `coalitions`: rows are result, unit and place, columns scenarios. Of `macc`: carbon prices in USD/t over the
        cut in %. Of `sweep`: mean, deviation and quantiles in the unit of each result.
        """
        if self.kind == "macc":
            return curve_table(self.first)
        return statistics_table(self.first) if self.kind == "sweep" else study_table(self.first)

    def gains(self, measure: str = "welfare_ev") -> pd.DataFrame:
        """Gains of each coalition structure against everybody alone in million USD, the largest sum first, with the flags of
        docs/coalitions.md.

        `measure`: `welfare_ev`, `gni`, `gdp` or `abatement_cost_macc` (what is saved).
        """
        if self.kind != "coalitions":
            raise ValueError("gains are those of `etslink.coalitions`")
        return gain_table(self.first, measure)


@pd.api.extensions.register_dataframe_accessor("etslink")
class SensitivityTable:
    """What can be asked of a table of `etslink.sensitivity`: `table.etslink`."""

    def __init__(self, table: pd.DataFrame) -> None:
        self._table = table

    @property
    def plot(self) -> TableFigures:
        """Figures: `table.etslink.plot.sensitivities()`."""
        from .plot import TableFigures  # pylint: disable=import-outside-toplevel
        return TableFigures(self._table)
