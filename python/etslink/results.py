# SPDX-License-Identifier: Apache-2.0
"""Files that the program writes, as xarray and pandas read them."""
from __future__ import annotations

import ctypes
import os
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import netCDF4
import numpy as np
import pandas as pd
import xarray as xr

from .benchmark import Benchmark
from .study import Study

READING = threading.Lock()  # netCDF is not made for several threads at a time

# Kinds of files, by the beginning of their attribute `format`.
FORMATS = {"etslink results": "run", "etslink cost curves": "macc", "etslink sweep": "sweep"}


def open(file: str | os.PathLike[str], group: str | None = None) -> Any:  # pylint: disable=redefined-builtin
    """What a file of the program contains, in memory.

    * results of `run`, `macc`, `coalitions` and `sweep`: an `xarray.Dataset`. Each variable has its unit in `attrs["units"]` and
      its formula in `attrs["description"]`, missing values are NaN. Gains and flags of coalitions, and statistics of a sweep
      (`gdp_change_mean`, ...), stand beside the other variables.
    * a CSV table of `sensitivity` or `export`: a `pandas.DataFrame`
    * a benchmark folder: an `etslink.Benchmark`; a study: an `etslink.Study`

    `group` names a group of a results file: `"state"`, `"run"`, of a study with variants `"variants/NAME"`.
    FileNotFoundError where there is no such file, ValueError where it is none of these.
    """
    path = Path(file)
    if path.is_dir():
        return Benchmark.read(path)
    if not path.exists():
        raise FileNotFoundError(f"there is no {path}")
    if path.suffix == ".toml":
        return Study.read(path)
    with path.open("rb") as stream:
        begins = stream.read(8)
    if begins == b"\x89HDF\r\n\x1a\n":
        return read_dataset(path, group)
    if path.suffix == ".csv":
        return read_table(path)
    if begins == b"etslink ":
        raise ValueError(f"{path} is the journal or a part of a sweep: etslink.merge puts parts together, resume=True finishes a sweep")
    raise ValueError(f"{path} is no results file, table, study or benchmark folder of etslink")


def read_table(path: Path) -> pd.DataFrame:
    """A CSV table; texts stay as they are ("NA" is one), empty numbers are NaN."""
    table = pd.read_csv(path, keep_default_na=False, dtype=str)
    for column in table:
        numbers = pd.to_numeric(table[column].replace("", np.nan), errors="coerce")
        if len(table) and numbers.notna().any() and not (numbers.isna() & (table[column] != "")).any():
            table[column] = table[column].map(lambda text: float(text) if text else np.nan)
    return table


def read_dataset(path: Path, group: str | None = None) -> xr.Dataset:
    """A results file, or one of its groups, with what belongs to its kind beside the other variables."""
    with READING:
        _silence_thread()
        return _read_dataset(path, group)


def _silence_thread() -> None:
    """HDF5 says on standard error what netCDF asks for in vain (attributes that may be missing) in every thread but the one that
    opened the first file. The setting belongs to the thread."""
    hdf5 = ctypes.CDLL(netCDF4._netCDF4.__file__)  # pylint: disable=protected-access  # the library that netCDF4 is linked with
    if hasattr(hdf5, "H5Eset_auto2"):
        hdf5.H5Eset_auto2(ctypes.c_int64(0), None, None)


def _read_dataset(path: Path, group: str | None) -> xr.Dataset:
    dataset = _load(path, group)
    if group is not None:
        return dataset
    if kind_of(dataset.attrs) is None:
        raise ValueError(f"{path} is no results file of etslink: its format is {dataset.attrs.get('format', 'not stated')!r}")
    for name in ("coalitions", "statistics"):
        if name in _groups(path):
            dataset = _with_group(dataset, _load(path, name))
    return dataset


def _load(path: Path, group: str | None) -> xr.Dataset:
    try:
        return xr.load_dataset(path, group=group, engine="netcdf4")
    except OSError as error:
        raise OSError(f"{path}: can't be read{f' (group {group})' if group else ''}: {error}") from error


def _groups(path: Path) -> set[str]:
    with netCDF4.Dataset(path) as file:
        return set(file.groups)


def _with_group(dataset: xr.Dataset, group: xr.Dataset) -> xr.Dataset:
    """Variables of a group beside those of the file; labels that only the file has are missing in them."""
    if "quantile" in group.coords:
        group = group.assign_coords(quantile=group["quantile"].astype(float))
    attributes: Mapping[str, Any] = {name: value for name, value in group.attrs.items() if name != "description"}
    return dataset.merge(group, compat="override", join="left").assign_attrs(attributes)


def kind_of(attributes: Mapping[Any, Any]) -> str | None:
    """`"run"`, `"macc"` or `"sweep"`; None for what is no results file."""
    text = str(attributes.get("format", ""))
    return next((kind for beginning, kind in FORMATS.items() if text.startswith(beginning)), None)
