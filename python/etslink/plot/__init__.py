# SPDX-License-Identifier: Apache-2.0
"""Figures of results: `results.etslink.plot.prices()`, one function for each."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import xarray as xr

from .coalitions import draw_gains
from .curves import draw_curves
from .sensitivities import draw_sensitivities
from .study import Shown, draw_leakage, draw_overview, draw_quantity, draw_sectors
from .sweep import SHOWN, draw_distributions
from .technologies import draw_technologies

__all__ = ["Figures", "TableFigures", "figure_names"]


class Figures:
    """Figures of a dataset of etslink.

    All give their `matplotlib` axes, those with several panels the figure. `ax`: draw there. `scenarios`: these, in this order; default:
    those with a market, a shock or without solution. Of a study with variants the first is drawn, with the range over all as a line. What
    has no value is marked by a cross. Nothing is written to a file: see `etslink.save_figure`.
    """

    def __init__(self, dataset: xr.Dataset, kind: str) -> None:
        self._dataset, self.kind = dataset, kind

    def _shown(self, scenarios: Sequence[str] | None) -> Shown:
        if self.kind not in ("run", "coalitions"):
            raise self._other("run` and `coalitions")
        return Shown(self._dataset, scenarios)

    def _only(self, kind: str) -> xr.Dataset:
        if self.kind != kind:
            raise self._other(kind)
        return self._dataset

    def _other(self, kind: str) -> ValueError:
        return ValueError(f"this figure is one of `{kind}`; a dataset of `{self.kind}` has {', '.join(OF_KIND[self.kind])}")

    def prices(self, ax: Any = None, scenarios: Sequence[str] | None = None) -> Any:
        """Carbon price of each market [USD/t]."""
        return draw_quantity(self._shown(scenarios), "prices", ax)

    def permit_trade(self, ax: Any = None, scenarios: Sequence[str] | None = None, regions: Sequence[str] | None = None) -> Any:
        """Permits that each region buys (+) or sells (-) [Mt]."""
        return draw_quantity(self._shown(scenarios), "permit_trade", ax, regions)

    def permit_payments(self, ax: Any = None, scenarios: Sequence[str] | None = None, regions: Sequence[str] | None = None) -> Any:
        """What each region pays (+) or earns (-) for permits [million or billion USD]."""
        return draw_quantity(self._shown(scenarios), "permit_payments", ax, regions)

    def abatement(self, ax: Any = None, scenarios: Sequence[str] | None = None, regions: Sequence[str] | None = None) -> Any:
        """Abatement of all CO2 of each region with a market, and their sum [Mt]."""
        return draw_quantity(self._shown(scenarios), "abatement", ax, regions)

    def abatement_by_sector(self, ax: Any = None, scenarios: Sequence[str] | None = None, regions: Sequence[str] | None = None) -> Any:
        """Abatement of the seven users that abate most, and of all others [Mt]; default: of all regions with markets.

        International transport is a user, by the region that supplies its fuel, though its CO2 is in no region's `abatement`."""
        return draw_sectors(self._shown(scenarios), regions, ax)

    def technologies(self, ax: Any = None, scenarios: Sequence[str] | None = None, regions: Sequence[str] | None = None, *,
                     by: str = "share", sector: str | None = None) -> Any:
        """Technologies of one sector (default: the first that has some) in the reference and each scenario: parts of the volume [%],
        or by="output" [TWh, Mt, PJ], "emissions" [Mt CO2], "rent" [million USD of the factors that only a technology uses]."""
        return draw_technologies(self._shown(scenarios), by, sector, regions, ax)

    def cost(self, ax: Any = None, scenarios: Sequence[str] | None = None, regions: Sequence[str] | None = None, *,
             by: str = "curve") -> Any:
        """Abatement cost of each region and their sum [million or billion USD]: the area under the cost curve with what permits cost,
        or by="gdp", "gni", "welfare": what is lost of it."""
        if by not in ("curve", "gdp", "gni", "welfare"):
            raise ValueError(f"cost is measured by 'curve', 'gdp', 'gni' or 'welfare', not by {by!r}")
        return draw_quantity(self._shown(scenarios), "cost" if by == "curve" else f"cost_{by}", ax, regions)

    def gdp(self, ax: Any = None, scenarios: Sequence[str] | None = None, regions: Sequence[str] | None = None) -> Any:
        """Change of real GDP [%]."""
        return draw_quantity(self._shown(scenarios), "gdp", ax, regions)

    def gni(self, ax: Any = None, scenarios: Sequence[str] | None = None, regions: Sequence[str] | None = None) -> Any:
        """Change of real national income [%]."""
        return draw_quantity(self._shown(scenarios), "gni", ax, regions)

    def welfare(self, ax: Any = None, scenarios: Sequence[str] | None = None, regions: Sequence[str] | None = None) -> Any:
        """Equivalent variation [% of the reference's consumption]."""
        return draw_quantity(self._shown(scenarios), "welfare", ax, regions)

    def terms_of_trade(self, ax: Any = None, scenarios: Sequence[str] | None = None, regions: Sequence[str] | None = None) -> Any:
        """Change of the terms of trade [%]."""
        return draw_quantity(self._shown(scenarios), "terms_of_trade", ax, regions)

    def exports(self, ax: Any = None, scenarios: Sequence[str] | None = None, regions: Sequence[str] | None = None) -> Any:
        """Change of the volume of exports [%]."""
        return draw_quantity(self._shown(scenarios), "exports", ax, regions)

    def imports(self, ax: Any = None, scenarios: Sequence[str] | None = None, regions: Sequence[str] | None = None) -> Any:
        """Change of the volume of imports [%]."""
        return draw_quantity(self._shown(scenarios), "imports", ax, regions)

    def leakage(self, ax: Any = None, scenarios: Sequence[str] | None = None) -> Any:
        """Leakage rate with its channels [% of the coalition's reduction]."""
        return draw_leakage(self._shown(scenarios), ax)

    def leakage_by_region(self, ax: Any = None, scenarios: Sequence[str] | None = None, regions: Sequence[str] | None = None) -> Any:
        """Where emissions leak to [% of the coalition's reduction]; default: all regions."""
        shown = self._shown(scenarios)
        return draw_quantity(shown, "leakage_by_region", ax, regions or list(self._dataset.region.values))

    def overview(self, scenarios: Sequence[str] | None = None) -> Any:
        """Prices, permit trade, abatement, cost, GDP and leakage in one figure; without carbon prices income and trade."""
        return draw_overview(self._shown(scenarios))

    def coalitions(self, measure: str = "welfare_ev", ax: Any = None, most: int = 20) -> Any:
        """Gains of each coalition structure against everybody alone [million USD]; `measure` as in `gains`."""
        return draw_gains(self._only("coalitions"), measure, most, ax)

    def curves(self) -> Any:
        """Marginal abatement cost curves: price [USD/t] over the cut [%], and over the abatement of each region [Mt]."""
        return draw_curves(self._only("macc"))

    def distributions(self, *names: str) -> Any:
        """Mean, median, 5 to 95 and 25 to 75 % of samples of these results, each in its unit; default: price, GDP, leakage."""
        return draw_distributions(self._only("sweep"), names or SHOWN)

    def main(self) -> Any:
        """The figure of this kind of results: overview, curves, coalitions or distributions."""
        return getattr(self, MAIN[self.kind])()


class TableFigures:
    """Figures of a table of `etslink.sensitivity`."""

    def __init__(self, table: pd.DataFrame) -> None:
        self._table = table

    def sensitivities(self, most: int = 12) -> Any:
        """What one per cent more of each parameter does to each indicator, in the indicator's unit; the figure."""
        return draw_sensitivities(self._table, most)

    main = sensitivities


OF_RUN = ("prices", "permit_trade", "permit_payments", "abatement", "abatement_by_sector", "technologies", "cost", "gdp", "gni", "welfare",
          "terms_of_trade", "exports", "imports", "leakage", "leakage_by_region", "overview")
OF_KIND: dict[str, tuple[str, ...]] = {"run": OF_RUN, "coalitions": (*OF_RUN, "coalitions"), "macc": ("curves",),
                                       "sweep": ("distributions",)}
MAIN = {"run": "overview", "coalitions": "coalitions", "macc": "curves", "sweep": "distributions"}


def figure_names(figures: Figures | TableFigures) -> tuple[str, ...]:
    """Names of the figures that these results have."""
    return OF_KIND[figures.kind] if isinstance(figures, Figures) else ("sensitivities",)
