#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Draws a results file: carbon prices, permit trade, abatement cost, GDP and leakage, scenarios side by side. Of a study with
variants the first is drawn, and a thin line at each bar shows the range over all.

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


def by_variant(values):
    """Values with the leading axis `variant`, also of a file without variants."""
    return values.values if "variant" in values.dims else values.values[np.newaxis]


def draw_range(axis, x, of_variants):
    """A thin line from the lowest to the highest variant; nothing where there is one variant."""
    known = of_variants[np.isfinite(of_variants)]
    if len(of_variants) > 1 and len(known):
        axis.plot([x, x], [known.min(), known.max()], color="0.35", linewidth=1.2, marker="_", markersize=5, markeredgewidth=1.2)


def draw_bars(axis, values, labels, title, unit):
    """One group of bars per label, one bar per scenario; values: (variant, scenario, label)."""
    _, scenarios, groups = values.shape
    width = 0.8 / scenarios
    for i in range(scenarios):
        places = np.arange(groups) + (i - (scenarios - 1) / 2) * width
        axis.bar(places, values[0, i], 0.92 * width, color=COLOURS[i % len(COLOURS)])
        for place, of_variants in zip(places, values[:, i].T):
            draw_range(axis, place, of_variants)
    axis.axhline(0, color="black", linewidth=0.8)
    axis.set_xticks(np.arange(groups), labels)
    axis.set_title(f"{title}\n[{unit}]", fontsize=10, loc="left")
    axis.spines[["top", "right"]].set_visible(False)
    axis.grid(axis="y", color="0.9")
    axis.set_axisbelow(True)


def draw_leakage(axis, results, rates):
    """One bar per scenario, in two shades where the file holds both channels; rates: (variant, scenario)."""
    for i in range(results.sizes["scenario"]):
        scenario, colour = results.isel(scenario=i), COLOURS[i % len(COLOURS)]
        fuel = float(scenario.leakage_fuel_price_channel)
        if np.isfinite(fuel):
            axis.bar(i, fuel, 0.7, color=colour)
            axis.bar(i, float(scenario.leakage_competitiveness_channel), 0.7, bottom=fuel, color=colour, alpha=0.45)
        else:
            axis.bar(i, float(scenario.leakage_rate), 0.7, facecolor="none", edgecolor=colour, linewidth=1.5)
        draw_range(axis, i, rates[:, i])
    if results.leakage_fuel_price_channel.notnull().any():
        axis.text(0.98, 0.98, "dark: through fuel prices\nlight: through competitiveness", fontsize=8, color="0.3", ha="right",
                  va="top", transform=axis.transAxes)
    highest = np.nanmax(rates, initial=0)
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
    everything = results
    results = with_policy(results.isel(variant=0) if "variant" in results.dims else results)
    if results.sizes["scenario"] == 0:
        raise SystemExit("nothing to draw: no scenario with a market that is on was solved")
    everything = everything.sel(scenario=results.scenario.values)
    members = list(member_regions(results))
    at_home = everything.sel(region=members)
    figure, axes = plt.subplots(2, 3, figsize=(11, 6.6))
    figure.set_layout_engine("constrained", rect=(0, 0.05, 1, 0.95), w_pad=0.1, h_pad=0.12)
    draw_bars(axes[0, 0], by_variant(everything.carbon_price), results.market.values, "carbon price", "USD per tonne of CO2")
    draw_bars(axes[0, 1], by_variant(at_home.permit_imports), members, "permits bought (+) or sold (-)", "Mt CO2")
    draw_bars(axes[0, 2], by_variant(at_home.abatement), members, "abatement of all CO2", "Mt CO2")
    cost = by_variant(at_home.abatement_cost_macc) / 1e3
    total = np.concatenate([cost, cost.sum(axis=2, keepdims=True)], axis=2)
    draw_bars(axes[1, 0], total, members + ["sum"], "abatement cost by the curve", "billion USD")
    draw_bars(axes[1, 1], by_variant(at_home.gdp_change), members, "real GDP", f"% of {results.attrs['reference_scenario']}")
    draw_leakage(axes[1, 2], results, by_variant(everything.leakage_rate))
    handles = [plt.Rectangle((0, 0), 1, 1, color=COLOURS[i % len(COLOURS)]) for i in range(results.sizes["scenario"])]
    figure.legend(handles, results.scenario.values, loc="lower center", ncols=results.sizes["scenario"], frameon=False)
    title = f"{results.attrs['study_name']} (base year {results.attrs['benchmark_year']})"
    if "variant" in everything.dims:
        title += f"; variant {everything.variant.values[0]}, range over {', '.join(everything.variant.values)}"
    figure.suptitle(title, fontsize=12)
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
