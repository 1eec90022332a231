# SPDX-License-Identifier: Apache-2.0
"""What the program is given, as files: studies and benchmarks that were built in Python, outputs that nobody has named."""
from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from .benchmark import Benchmark
from .program import Names
from .study import PATHS, Study, StudyLike

IN_PYTHON = "<study>"  # the file of studies built in Python, as in messages


@dataclass(frozen=True)
class Source:
    """A file to give to the program."""
    path: Path
    names: Names = field(default_factory=Names)


@contextmanager
def study_source(study: StudyLike, scenarios: Sequence[str] | str | None = None) -> Iterator[Source]:
    """The file of a study, with these scenarios alone."""
    is_file = isinstance(study, (str, os.PathLike))
    if is_file and scenarios is None:
        yield Source(Path(study))  # type: ignore[arg-type]
        return
    stated = _study_of(study)
    whole = stated.toml()
    if scenarios is not None:
        stated = stated.only([scenarios] if isinstance(scenarios, str) else list(scenarios))
    text = stated.moved(str).toml()
    shown = str(study) if is_file and _keeps_lines(whole, text) else IN_PYTHON
    with tempfile.TemporaryDirectory(prefix="etslink-") as folder:
        path = Path(folder) / "study.toml"
        path.write_bytes(text.encode())
        yield Source(path, Names(str(path), shown, text))


def _keeps_lines(whole: str, part: str) -> bool:
    """Has each line of the part the number that it has in the whole, but for the paths in it?"""
    lines = part.splitlines()
    return len(lines) == len(whole.splitlines()) and all(
        now in (then, "") or any(key in then for key in PATHS) for now, then in zip(lines, whole.splitlines()))


def _study_of(study: StudyLike) -> Study:
    if isinstance(study, Study):
        return study
    if isinstance(study, Mapping):
        return Study.from_dict(study)
    return Study.read(study)


@contextmanager
def benchmark_source(benchmark: Benchmark | str | os.PathLike[str]) -> Iterator[Source]:
    """The folder of a benchmark."""
    if not isinstance(benchmark, Benchmark):
        yield Source(Path(benchmark))
        return
    with tempfile.TemporaryDirectory(prefix="etslink-") as parent:
        folder = benchmark.write(Path(parent) / "benchmark")
        yield Source(folder, Names(f"{folder}", "<benchmark>"))


@contextmanager
def destination(output: str | os.PathLike[str] | None, name: str) -> Iterator[Path]:
    """The path of an output, or one in a folder that is removed afterwards."""
    if output is not None:
        yield Path(output)
        return
    with tempfile.TemporaryDirectory(prefix="etslink-") as folder:
        yield Path(folder) / name
