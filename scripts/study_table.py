#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tables of results for the pages of docs/studies.

A page holds blocks that begin with a comment such as

    <!-- study_table: northeast_asia: carbon_price CHN, carbon_price KOR, gdp_change KOR, leakage_rate -->

and are followed by a Markdown table with one row for each scenario and one column for each result; of a study with variants the
first, with the range over all in brackets where they differ. `study_table.py FILE.h5
PAGE.md` writes the tables of that page anew from a result file (of the study named in the comment); with --check it only says
where they differ, exit code 1. tests/python/test_study_pages.py does that for all pages.
"""
import argparse
import re
import sys
from pathlib import Path

import h5py
import numpy as np

BLOCK = re.compile(r"(<!-- study_table: (?P<study>\w+): (?P<columns>[^>]*?) -->\n)(?P<table>(?:\|.*\n)*)")
AXES = ("region", "market", "sector", "technology", "link")


def text(rows):
    """Texts are rows of characters, zeros behind their end."""
    return [row.tobytes().rstrip(b"\0").decode() for row in rows]


def values(file, column):
    """Of all variants, one value per scenario: `carbon_price CHN`, `output_change KOR I_S`, `leakage_rate`, `co2 sum`."""
    name, *labels = column.split()
    data = file[name][()]
    if "variant" not in file:
        data = data[np.newaxis]
    for label in labels:
        if label == "sum":
            data = data.sum(axis=2)
            continue
        axis = [a for a in AXES if a in file and label in text(file[a][()]) and data.shape[2] == len(file[a])]
        if not axis:
            raise KeyError(f"'{label}' in '{column}' is on no axis of '{name}'")
        data = data[:, :, text(file[axis[0]][()]).index(label)]
    return data


def rounded(value):
    """Three or four digits, as many as an economist reads."""
    if np.isnan(value):
        return "-"
    size = abs(value)
    digits = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 0.1 else 3
    return f"{value:.{digits}f}"


def cell(of_variants):
    """The value of the first variant, and the range over all where they are printed differently."""
    shown, known = rounded(of_variants[0]), of_variants[~np.isnan(of_variants)]
    ends = [rounded(f(known)) for f in (np.min, np.max)] if len(known) else [shown]
    return shown if set(ends) == {shown} else f"{shown} ({ends[0]} to {ends[-1]})"


def unit(file, column):
    return file[column.split()[0]].attrs.get("units", b"").decode()


def table(file, columns):
    scenarios = text(file["scenario"][()])
    units = [unit(file, c) for c in columns]
    lines = ["| scenario | " + " | ".join(f"{c} [{u}]" if u else c for c, u in zip(columns, units)) + " |",
             "|---|" + "---|" * len(columns)]
    rows = np.stack([values(file, c) for c in columns], axis=2)  # variant, scenario, column
    lines += [f"| {name} | " + " | ".join(map(cell, rows[:, s].T)) + " |" for s, name in enumerate(scenarios) if name != "benchmark"]
    return "\n".join(lines) + "\n"


def filled(page, results, study):
    """The page with the tables of one study from a result file."""
    def replace(match):
        if match["study"] != study:
            return match[0]
        return match[1] + table(results, [c.strip() for c in match["columns"].split(",")])
    return BLOCK.sub(replace, page)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("results", type=Path, help="result file, named like the study")
    parser.add_argument("page", type=Path)
    parser.add_argument("--check", action="store_true", help="change nothing; exit code 1 where a table differs")
    arguments = parser.parse_args()
    page = arguments.page.read_text()
    with h5py.File(arguments.results) as results:
        new = filled(page, results, arguments.results.stem)
    if arguments.check:
        sys.exit(0 if new == page else f"{arguments.page}: a table differs from {arguments.results}")
    arguments.page.write_text(new)


if __name__ == "__main__":
    main()
