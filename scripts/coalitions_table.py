# SPDX-License-Identifier: Apache-2.0
"""The table of gains of docs/coalitions.md: of every structure the gains by three measures, with their flags."""
import re

STUDIES = {"northeast_asia": "CHN,JPN,KOR", "with_developed_countries": "CHN,JPN,KOR,EUR,USA", "china_tps_korea_cap": "CHN,JPN,KOR"}  # markets
FLAGS = {"I": "internally_stable", "E": "externally_stable", "C": "externally_stable_by_consent", "T": "potentially_internally_stable", "P": "pareto"}
ROW = re.compile(r"^\| (\**)([A-Z]+(?:(?:\\\||\+)[A-Z]+)+)\** \|.*$", re.MULTILINE)


def arguments(study):
    """Of `etslink coalitions` for the page, without the file: what takes time and is not shown is left out."""
    return ["--markets", STUDIES[study], "--quiet", "--solver", "newton-krylov", "--set", "results.channels=false",
            "--set", f"results.abatement_cost={str(study == 'northeast_asia').lower()}"]


def flags(group, structure, measure):
    """Letters of the flags that a structure has, of the group /coalitions of a result file."""
    return [letter for letter, name in FLAGS.items() if group[name].sel(structure=structure, measure=measure) == 1]


def cells(group, structure):
    """The cells behind the name of a structure."""
    at, measures = group.sel(structure=structure), ("welfare_ev", "gdp", "abatement_cost_macc")
    total = [float(at.total_gain.sel(measure=m)) for m in measures]
    single = [float(at.gain.sel(measure="welfare_ev", market=m)) for m in STUDIES["northeast_asia"].split(",")]
    text = [f"{gain:,.0f}".replace("-0", "0") if abs(gain) < 0.5 else f"{gain:,.0f}" for gain in [total[0], *single, *total[1:]]]
    letters = [" ".join(flags(group, structure, m)) for m in measures]
    return [*text[:4], letters[0], text[4], letters[1], text[5], letters[2]]


def filled(page, group):
    """The page with the rows of its table, in the order of their gains by welfare; bold where the structure is stable by it."""
    order = sorted(group.structure.values, key=lambda s: -float(group.total_gain.sel(structure=s, measure="welfare_ev")))

    def row(structure):
        bold = "**" if {"I", "E"} <= set(flags(group, structure, "welfare_ev")) else ""
        name = structure.replace("|", "\\|")
        return f"| {bold}{name}{bold} | " + " | ".join(cells(group, structure)) + " |"
    rows = iter(map(row, order))
    return ROW.sub(lambda match: next(rows), page)
