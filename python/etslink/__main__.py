# SPDX-License-Identifier: Apache-2.0
"""Draws a file that the program has written.

    python3 -m etslink out/northeast_asia.h5 -o out/northeast_asia.png
    python3 -m etslink out/northeast_asia.h5 --figure leakage
"""
from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import xarray as xr

from .results import open as open_file
from .saving import save_figure


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0, or 2 with a message for what can't be drawn."""
    os.environ.setdefault("MPLBACKEND", "Agg")
    parser = argparse.ArgumentParser(prog="python3 -m etslink", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", type=Path, help="results of run, coalitions, macc or sweep, or the table of sensitivity")
    parser.add_argument("-o", "--output", type=Path, help="picture (.png, .svg, .pdf); default: beside the file, with .png")
    parser.add_argument("--figure", help="one of results.etslink.plot, as prices, leakage, gdp; default: the overview of its kind")
    given = parser.parse_args(arguments)
    try:
        figure = _figure(open_file(given.file), given.figure)
    except (ValueError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    save_figure(figure, given.output or given.file.with_suffix(".png"))
    return 0


def _figure(content: Any, name: str | None) -> Any:
    from .plot import figure_names  # pylint: disable=import-outside-toplevel
    if not isinstance(content, (xr.Dataset, pd.DataFrame)):
        raise ValueError(f"there are no figures of a {type(content).__name__.lower()}")
    plot = content.etslink.plot
    names = figure_names(plot)
    if name is not None and name not in names:
        raise ValueError(f"there is no figure {name!r} of this file; it has {', '.join(names)}")
    return getattr(plot, name or "main")()


if __name__ == "__main__":
    sys.exit(main())
