#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Draws marginal abatement cost curves: carbon price against the cut, and against the tonnes of each region.

    build/release/etslink macc studies/northeast_asia.toml -o out/northeast_asia.macc.h5
    python3 scripts/plot_macc.py out/northeast_asia.macc.h5 -o out/northeast_asia.macc.png
"""
import argparse
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import xarray
from plot_study import COLOURS

def style(axis, title, unit):
    axis.set_title(title, fontsize=10, loc="left")
    axis.set_xlabel(unit)
    axis.set_ylabel("carbon price [USD per tonne of CO2]")
    axis.set_xlim(left=0)
    axis.set_ylim(bottom=0)
    axis.spines[["top", "right"]].set_visible(False)
    axis.grid(color="0.9")
    axis.set_axisbelow(True)


def draw_cuts(axis, results):
    """One line per curve over the cut of its emissions; a cross where a curve ends because there is no solution beyond."""
    for i, label in enumerate(results.curve.values):
        curve, colour = results.isel(curve=i), COLOURS[i % len(COLOURS)]
        axis.plot(curve.cut_percent, curve.carbon_price, color=colour, label=label)
        last = int(curve.carbon_price.notnull().sum()) - 1
        if 0 <= last < results.sizes["point"] - 1:
            axis.plot(curve.cut_percent[last], curve.carbon_price[last], "x", color=colour)
    style(axis, "all regions of the market", "cut of covered emissions [%]")
    axis.legend(frameon=False, fontsize=8)


def draw_region(axis, results, region):
    """One line per curve that covers emissions of a region, over the region's tonnes: its own curve, alone or in a link."""
    for i in np.flatnonzero(results.is_member[:, region].values):
        curve = results.isel(curve=i)
        axis.plot(curve.abatement_by_region[:, region], curve.carbon_price, color=COLOURS[i % len(COLOURS)])
    style(axis, f"{results.region.values[region]}", "abatement [Mt CO2]")
    axis.set_ylabel("")


def figure_of(results):
    """One panel for the curves, and one for each region in any of them."""
    members = np.flatnonzero(results.is_member.any("curve").values)
    figure, axes = plt.subplots(1, 1 + len(members), figsize=(4 + 2.6 * len(members), 4), layout="constrained", sharey=True)
    draw_cuts(axes[0], results)
    for axis, region in zip(axes[1:], members):
        draw_region(axis, results, region)
    figure.suptitle(f"{results.attrs['study_name']}: marginal abatement cost curves "
                    f"(base year {results.attrs['benchmark_year']})", fontsize=12)
    return figure


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", help="file written by 'etslink macc'")
    parser.add_argument("-o", "--output", help="picture to write; default: the name of the file with .png")
    arguments = parser.parse_args()
    picture = arguments.output or Path(arguments.file).with_suffix(".png")
    with xarray.open_dataset(arguments.file) as results:
        # No software name or time in the picture: equal results give equal bytes.
        figure_of(results).savefig(picture, dpi=110, metadata={"Software": None})


if __name__ == "__main__":
    main()
