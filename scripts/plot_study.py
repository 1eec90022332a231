#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Draws a results file: carbon prices, permit trade, abatement cost, GDP and leakage, scenarios side by side.

    python3 scripts/plot_study.py out/northeast_asia.h5 -o docs/figures/northeast_asia.png
"""
import argparse
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import xarray

# Okabe and Ito (2008): told apart with any colour vision; one colour per scenario in all panels.
COLOURS = ["#000000", "#E69F00", "#56B4E9", "#009E73", "#D55E00", "#CC79A7", "#0072B2", "#F0E442"]


def with_policy(results):
    """Scenarios in which a market is on, of whatever instrument, and that were solved: those with a carbon price."""
    is_on = results.carbon_price.notnull().any("market") & (results.solver_status == "solved")
    return results.isel(scenario=np.flatnonzero(is_on.values))


def member_regions(results):
    """Regions that belong to a market that is on."""
    return results.region.values[results.carbon_price_local.notnull().any(["scenario", "market"]).values]


def draw_bars(axis, values, labels, title, unit):
    """One group of bars per label, one bar per scenario; values: (scenario, label)."""
    scenarios, groups = values.shape
    width = 0.8 / scenarios
    for i in range(scenarios):
        offset = (i - (scenarios - 1) / 2) * width
        axis.bar(np.arange(groups) + offset, values[i], 0.92 * width, color=COLOURS[i % len(COLOURS)])
    axis.axhline(0, color="black", linewidth=0.8)
    axis.set_xticks(np.arange(groups), labels)
    axis.set_title(f"{title}\n[{unit}]", fontsize=10, loc="left")
    axis.spines[["top", "right"]].set_visible(False)
    axis.grid(axis="y", color="0.9")
    axis.set_axisbelow(True)


def draw_leakage(axis, results):
    """One bar per scenario, in two shades where the file holds both channels."""
    for i in range(results.sizes["scenario"]):
        scenario, colour = results.isel(scenario=i), COLOURS[i % len(COLOURS)]
        fuel = float(scenario.leakage_fuel_price_channel)
        if np.isfinite(fuel):
            axis.bar(i, fuel, 0.7, color=colour)
            axis.bar(i, float(scenario.leakage_competitiveness_channel), 0.7, bottom=fuel, color=colour, alpha=0.45)
        else:
            axis.bar(i, float(scenario.leakage_rate), 0.7, facecolor="none", edgecolor=colour, linewidth=1.5)
    if results.leakage_fuel_price_channel.notnull().any():
        axis.text(0.98, 0.98, "dark: through fuel prices\nlight: through competitiveness", fontsize=8, color="0.3", ha="right",
                  va="top", transform=axis.transAxes)
    highest = float(results.leakage_rate.max())
    if highest > 0:
        axis.set_ylim(top=1.3 * highest)
    axis.axhline(0, color="black", linewidth=0.8)
    axis.set_xticks([])
    axis.set_xlim(-0.6, results.sizes["scenario"] - 0.4)  # also where the last ones have no leakage
    axis.set_title(f"carbon leakage\n[{results.leakage_rate.attrs['units']} of the coalition's reduction]", fontsize=10, loc="left")
    axis.spines[["top", "right"]].set_visible(False)
    axis.grid(axis="y", color="0.9")
    axis.set_axisbelow(True)


def figure_of(results):
    """Six panels and one legend."""
    results = with_policy(results)
    if results.sizes["scenario"] == 0:
        raise SystemExit("nothing to draw: no scenario with a market that is on was solved")
    members = list(member_regions(results))
    at_home = results.sel(region=members)
    figure, axes = plt.subplots(2, 3, figsize=(11, 6.6))
    figure.set_layout_engine("constrained", rect=(0, 0.05, 1, 0.95), w_pad=0.1, h_pad=0.12)
    draw_bars(axes[0, 0], results.carbon_price.values, results.market.values, "carbon price", "USD per tonne of CO2")
    draw_bars(axes[0, 1], at_home.permit_imports.values, members, "permits bought (+) or sold (-)", "Mt CO2")
    draw_bars(axes[0, 2], at_home.abatement.values, members, "abatement of all CO2", "Mt CO2")
    cost = at_home.abatement_cost_macc.values / 1e3
    total = np.column_stack([cost, cost.sum(axis=1)])
    draw_bars(axes[1, 0], total, members + ["sum"], "abatement cost by the curve", "billion USD")
    draw_bars(axes[1, 1], at_home.gdp_change.values, members, "real GDP", f"% of {results.attrs['reference_scenario']}")
    draw_leakage(axes[1, 2], results)
    handles = [plt.Rectangle((0, 0), 1, 1, color=COLOURS[i % len(COLOURS)]) for i in range(results.sizes["scenario"])]
    figure.legend(handles, results.scenario.values, loc="lower center", ncols=results.sizes["scenario"], frameon=False)
    figure.suptitle(f"{results.attrs['study_name']} (base year {results.attrs['benchmark_year']})", fontsize=12)
    return figure


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", help="results file written by 'etslink run'")
    parser.add_argument("-o", "--output", help="picture to write; default: the name of the file with .png")
    arguments = parser.parse_args()
    picture = arguments.output or Path(arguments.file).with_suffix(".png")
    with xarray.open_dataset(arguments.file) as results:
        # No software name or time in the picture: equal results give equal bytes.
        figure_of(results).savefig(picture, dpi=110, metadata={"Software": None})


if __name__ == "__main__":
    main()
