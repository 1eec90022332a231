# SPDX-License-Identifier: Apache-2.0
"""Benchmark folders as data frames."""
from __future__ import annotations

import csv
import gzip
import io
import math
import os
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

DESCRIPTION = "benchmark.toml"
# Columns of numbers, with their unit in the name: million USD, Mt, PJ; `value` is that of a parameter, `quantity` in the row's unit.
NUMBERS = ("value_musd", "tax_musd", "export_tax_musd", "tariff_musd", "mt", "pj", "value", "quantity", "markup", "elasticity", "share", "tax_rate",
           "mt_per_musd", "capture", "process_mt_per_musd", "biogenic_mt_per_musd", "resource_share", "resource_elasticity")


@dataclass
class _Original:
    """A file as it was read: its bytes, its table, and the line of each row."""
    content: bytes
    table: pd.DataFrame
    lines: pd.Series
    line_end: str

    @property
    def is_zipped(self) -> bool:
        return self.content.startswith(b"\x1f\x8b")


class Benchmark(MutableMapping[str, pd.DataFrame]):
    """A benchmark folder: a data frame for each CSV file, by its name without `.csv`, with all columns of docs/benchmark.md.

    Flows are in million USD of the benchmark year (`value_musd`, `tax_musd`, ...), CO2 in Mt (`mt`), energy in PJ (`pj`).

    >>> benchmark = Benchmark.read("tests/fixtures/tiny2x2")
    >>> benchmark["co2"].groupby("region").mt.sum().to_dict()
    {'A': 228.4, 'B': 171.6}
    >>> benchmark["co2"].loc[benchmark["co2"].region == "A", "mt"] *= 1.1

    What is not changed is written as it was read, byte for byte; changed numbers in the fewest digits that read back as the same
    number. `description` is the text of benchmark.toml, `report` what the program said where it made the benchmark.
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame] | None = None, description: str = "") -> None:
        self._tables = dict(tables or {})
        self.description, self.report = description, ""
        self._originals: dict[str, _Original] = {}
        self._original_description = b""

    @classmethod
    def read(cls, folder: str | os.PathLike[str]) -> Benchmark:
        """The benchmark in a folder, gzip files too. FileNotFoundError where there is none; the program checks the rest."""
        path = Path(folder)
        if not (path / DESCRIPTION).is_file():
            raise FileNotFoundError(f"{path} is no benchmark folder: it has no {DESCRIPTION}")
        benchmark = cls()
        benchmark._original_description = (path / DESCRIPTION).read_bytes()
        benchmark.description = benchmark._original_description.decode()
        for file in sorted([*path.glob("*.csv"), *path.glob("*.csv.gz")]):
            name = file.name.removesuffix(".gz").removesuffix(".csv")
            if name in benchmark._originals:
                raise ValueError(f"{path}: {name}.csv is there twice, plain and as gzip")
            benchmark._originals[name] = _read(file)
            benchmark[name] = benchmark._originals[name].table.copy()
        return benchmark

    def __getitem__(self, key: str) -> pd.DataFrame:
        return self._tables[key]

    def __setitem__(self, key: str, value: pd.DataFrame) -> None:
        self._tables[key] = value

    def __delitem__(self, key: str) -> None:
        del self._tables[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __repr__(self) -> str:
        return f"<etslink.Benchmark: {', '.join(f'{name} {len(table)}' for name, table in self.items())}>"

    def write(self, folder: str | os.PathLike[str], *, zipped: bool | None = None, overwrite: bool = False) -> Path:
        """Writes the folder; its path.

        `zipped`: all files as gzip, or none; default: as they were read. A folder with files in it is refused
        (FileExistsError) unless `overwrite`, which removes the tables that are there.
        """
        path = Path(folder)
        there = sorted(path.iterdir()) if path.is_dir() else []
        if there and not overwrite:
            raise FileExistsError(f"{path} is not empty; overwrite=True replaces the benchmark in it")
        contents = {}
        for name, table in self.items():
            is_zipped = zipped if zipped is not None else name in self._originals and self._originals[name].is_zipped
            contents[f"{name}.csv{'.gz' if is_zipped else ''}"] = self._content(name, table, is_zipped)
        same = self._original_description.decode() == self.description
        contents[DESCRIPTION] = self._original_description if same else self.description.encode()
        path.mkdir(parents=True, exist_ok=True)
        for file in there:
            if file.name.endswith((".csv", ".csv.gz")):
                file.unlink()
        for file_name, content in contents.items():
            (path / file_name).write_bytes(content)
        return path

    def _content(self, name: str, table: pd.DataFrame, is_zipped: bool) -> bytes:
        original = self._originals.get(name)
        if original is not None and original.table.equals(table) and original.is_zipped == is_zipped:
            return original.content
        text = _text(table, original).encode()
        return gzip.compress(text, mtime=0) if is_zipped else text


def _read(file: Path) -> _Original:
    content = file.read_bytes()
    text = (gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content).decode("utf-8-sig")
    lines = [line for line in text.splitlines() if line]
    if not lines:
        raise ValueError(f"{file} is empty; its first line must name the columns")
    header, *rows = csv.reader(lines)
    for row, line in zip(rows, lines[1:]):
        if len(row) != len(header):
            raise ValueError(f"{file}: {len(row)} fields instead of {len(header)} in {line!r}")
    table = pd.DataFrame(rows, columns=header, dtype=object)
    for column in NUMBERS:
        if column in table:
            table[column] = [_number(field, file) for field in table[column]]
            table[column] = table[column].astype(float)
    return _Original(content, table, pd.Series(lines[1:], index=table.index, dtype=object), "\r\n" if "\r\n" in text else "\n")


def _number(field: str, file: Path) -> float:
    try:
        return float(field) if field else math.nan
    except ValueError:
        raise ValueError(f"{file}: {field!r} is no number") from None


def _text(table: pd.DataFrame, original: _Original | None) -> str:
    """CSV of a table; rows that are as they were read keep their line."""
    stream = io.StringIO()
    line_end = original.line_end if original else "\n"
    writer = csv.writer(stream, lineterminator=line_end)
    writer.writerow(table.columns)
    kept = _kept_lines(table, original)
    for label, row in zip(table.index, table.itertuples(index=False, name=None)):
        if label in kept:
            stream.write(kept[label] + line_end)
        else:
            writer.writerow([_field(value) for value in row])
    return stream.getvalue()


def _kept_lines(table: pd.DataFrame, original: _Original | None) -> Mapping[Any, str]:
    if original is None or list(original.table.columns) != list(table.columns) or not table.index.is_unique:
        return {}
    common = table.index.intersection(original.table.index)
    now, then = table.loc[common], original.table.loc[common]
    same = ((now == then) | (now.isna() & then.isna())).all(axis="columns")
    lines: Mapping[Any, str] = original.lines.loc[common[same]].to_dict()
    return lines


def _field(value: Any) -> str:
    """Text of a field: shortest digits that read back as the same number, nothing for what is missing.

    >>> [_field(value) for value in (1e-7, 100.0, 0.1 + 0.2, float("nan"), "ELE")]
    ['1e-07', '100', '0.30000000000000004', '', 'ELE']
    """
    if isinstance(value, float):
        return "" if math.isnan(value) else repr(float(value)).removesuffix(".0")
    return "" if value is None else str(value)
