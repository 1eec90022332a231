# SPDX-License-Identifier: Apache-2.0
"""What the program does with a benchmark folder, one function for each verb."""
from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .benchmark import Benchmark
from .errors import InputError
from .program import call
from .source import benchmark_source, destination
from .study import Study

BenchmarkLike = Benchmark | str | os.PathLike[str]


@dataclass(frozen=True)
class Check:
    """What `etslink check` says of a benchmark.

    Attributes:
        text: what it printed: size, a line for each rule of plausibility, the identities that do not hold.
        warnings: what looks implausible, with its cell.
        gaps: identities that do not hold, by name and size in billion USD, the worst first; empty where all do.
    """
    text: str
    warnings: tuple[str, ...]
    gaps: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Every identity holds."""
        return not self.gaps


def check(benchmark: BenchmarkLike, tolerance: float | None = None) -> Check:
    """Checks a benchmark: its identities, to a relative gap of `tolerance` (1e-6), and its plausibility.

    InputError for a file that is wrong; what does not balance is in the `gaps` of the answer.

    >>> checked = check("data/nea2011")
    >>> checked.holds, [warning for warning in checked.warnings if "CHN" in warning]
    (True, [])
    """
    with benchmark_source(benchmark) as source:
        words = ["check", str(source.path), *_tolerance(tolerance)]
        try:
            text = call(words, names=source.names).output
        except InputError as error:
            gaps = error.output.splitlines()[1:]
            if not gaps or "not hold" not in error.message:
                raise
            return Check(error.output, (), tuple(gaps))
    return Check(text, tuple(line[len("warning: "):] for line in text.splitlines() if line.startswith("warning: ")), ())


def balance(benchmark: BenchmarkLike, tolerance: float | None = None, *, output: str | os.PathLike[str] | None = None) -> Benchmark:
    """Closes the gaps that rounding leaves, up to a relative gap of `tolerance` (1e-4, at most 0.01): `etslink balance`.

    `output`: folder to keep. The answer's `report` names every flow that was changed, in million USD, the largest change first.
    """
    return _remade("balance", benchmark, _tolerance(tolerance), output)


def aggregate(benchmark: BenchmarkLike, map: Mapping[str, Any] | str | os.PathLike[str], *,  # pylint: disable=redefined-builtin
              output: str | os.PathLike[str] | None = None) -> Benchmark:
    """Merges regions, sectors and factors: `etslink aggregate`.

    Args:
        benchmark: a folder or an `etslink.Benchmark`.
        map: a TOML file, or its content: `{"region": [{"code": "ASIA", "members": ["CHN", "JPN"]}, {"code": "REST", "members": ["*"]}]}`.
        output: folder to keep. Default: none.

    Returns:
        The benchmark; its `report` has the totals in million USD and Mt, before and after, one price for several of goods with physical
        volumes, and warnings, each in a line that begins with `warning: `.

    >>> small = aggregate("data/nea2011", "data/maps/nea_3x5.toml")
    >>> len(small["regions"]), len(small["sectors"])
    (3, 6)
    """
    with _map_file(map) as file:
        return _remade("aggregate", benchmark, [str(file)], output)


def import_gtap(folder: str | os.PathLike[str], year: int, *, roles: Mapping[str, str] | None = None, tolerance: float | None = None,
                output: str | os.PathLike[str] | None = None) -> Benchmark:
    """Makes a benchmark from a GTAP database of one's own, header array files: `etslink import gtap` (docs/own_data.md).

    Args:
        folder: with basedata.har, and sets.har, default.prm, co2.har, gsdfvole.har where they are there.
        year: reference year of the flows.
        roles: of sectors whose code is not GTAP's, as `{"COALS": "coal"}`; `{"none": "gas"}`: no sector has the role.
        tolerance: largest relative gap that counts as rounding (1e-4, at most 0.01).
        output: folder to keep. Default: none.

    Returns:
        The benchmark, flows in million USD; its `report` has roles, notes and the largest change by rounding. InputError names
        header and cell where the files are wrong or do not balance.
    """
    words = ["import", "gtap", str(folder), "--year", str(year), *_tolerance(tolerance)]
    for code, role in (roles or {}).items():
        words += ["--role", f"{code}={role}"]
    with destination(output, "benchmark") as made_in:
        done = call([*words, "-o", str(made_in)])
        made = Benchmark.read(made_in)
        made.report = done.output if output is not None else done.output.replace(str(made_in), "<benchmark>")
        return made


def new_study(file: str | os.PathLike[str], benchmark: str | os.PathLike[str], *, nests: str | os.PathLike[str] | None = None,
              force: bool = False) -> Path:
    """Writes a study for a benchmark folder that runs as it stands, caps of 20 % apart and linked: `etslink new`; the study's path.

    `nests`: a nest file, or the name of one that came with the program. Default: "klem". A file that is there is refused unless `force`.
    """
    words = ["new", str(file), "--benchmark", str(benchmark), *(["--nests", str(nests)] if nests else []), *(["--force"] if force else [])]
    call(words)
    return Path(file)


def _tolerance(tolerance: float | None) -> list[str]:
    return [] if tolerance is None else ["--tolerance", repr(float(tolerance))]


@contextmanager
def _map_file(content: Mapping[str, Any] | str | os.PathLike[str]) -> Iterator[Path]:
    if not isinstance(content, Mapping):
        yield Path(content)
        return
    with tempfile.TemporaryDirectory(prefix="etslink-") as folder:
        yield Study.from_dict(content).write(Path(folder) / "map.toml")


def _remade(verb: str, benchmark: BenchmarkLike, words: list[str], output: str | os.PathLike[str] | None) -> Benchmark:
    with benchmark_source(benchmark) as source, destination(output, "benchmark") as folder:
        done = call([verb, str(source.path), *words, "-o", str(folder)], names=source.names)
        made = Benchmark.read(folder)
        made.report = done.output if output is not None else done.output.replace(str(folder), "<benchmark>")
        return made
