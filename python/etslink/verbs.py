# SPDX-License-Identifier: Apache-2.0
"""What the program does with a study, one function for each verb."""
from __future__ import annotations

import os
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import xarray as xr

from .errors import EtslinkError, NotSolvedError, UnsolvedWarning
from .program import Completed, call, caller_level
from .results import read_dataset, read_table
from .source import Source, destination, study_source
from .study import StudyLike, literal

PathLike = str | os.PathLike[str]
Settings = Mapping[str, Any]


def run(study: StudyLike, set: Settings | None = None, *,  # pylint: disable=redefined-builtin
        scenarios: Sequence[str] | str | None = None, output: PathLike | None = None, strict: bool = False, **options: Any) -> xr.Dataset:
    """Solves the scenarios of a study: `etslink run`.

    Args:
        study: a TOML file, an `etslink.Study`, or nested dictionaries (paths in them are relative to the working directory).
        set: changes of keys, as `{"market.CHN.cap.reduction_percent": 15}`; units are those of docs/study_format.md.
        scenarios: solve these and the reference alone, so that `union_emissions_change` knows no others. Default: all.
        output: results file to keep; with `etslink.open(output, "state")` it has all prices and quantities. Default: none.
        strict: NotSolvedError where a scenario has no solution, instead of a warning.
        **options: `variant`, `solver` ("auto", "newton-krylov", "ipopt"), `threads`; `progress=True` shows how far it is.

    Returns:
        The variables of docs/results.md over scenario, region, market, ...: carbon prices in USD/t, emissions in Mt, money in
        million USD of the benchmark year, changes in per cent; the unit of each is in `attrs["units"]`.

    Raises:
        InputError: bad input, with file and line.

    >>> results = run("studies/equal_cuts.toml", {"results.channels": False}, scenarios="unlinked", solver="newton-krylov")
    >>> results.carbon_price.dims, results.carbon_price.attrs["units"]
    (('scenario', 'market'), 'USD/t')
    >>> list(results.scenario.values)
    ['benchmark', 'unlinked']
    """
    return _solve("run", study, scenarios, output, {"set": set, "strict": strict, **options})


def macc(study: StudyLike, set: Settings | None = None, *,  # pylint: disable=redefined-builtin
         scenarios: Sequence[str] | str | None = None, output: PathLike | None = None, **options: Any) -> xr.Dataset:
    """Marginal abatement cost curves: `etslink macc`.

    Args:
        study, set, output: as of `run`.
        scenarios: curves of every pool of these, on the path from the benchmark to the scenario. Default: of each market alone.
        **options: `points` (of each curve), `to` (the last one: cut or part of the path in %), `variant`, `solver`, `threads`, `progress`.

    Returns:
        Over curve and point: `carbon_price` in USD/t, `cut_percent` in %, `abatement_by_region` in Mt, costs in million USD.
    """
    names = [scenarios] if isinstance(scenarios, str) else scenarios
    return _solve("macc", study, None, output, {"set": set, "scenario": names, **options})


def coalitions(study: StudyLike, set: Settings | None = None, *,  # pylint: disable=redefined-builtin
               markets: Sequence[str] | None = None, output: PathLike | None = None, **options: Any) -> xr.Dataset:
    """Solves every coalition structure of a study's markets: `etslink coalitions`.

    Args:
        study, set, output: as of `run`.
        markets: those that may form coalitions, 2 to 6. Default: all.
        **options: `caps_of` (a scenario), `variant`, `solver`, `threads`, `strict`, `progress`.

    Returns:
        The variables of `run`, a scenario for each structure (`"CHN+JPN|KOR"`), and `gain` in million USD over structure,
        market and measure with the flags of docs/coalitions.md: 1 yes, 0 no.
    """
    return _solve("coalitions", study, None, output, {"set": set, "markets": ",".join(markets) if markets else None, **options})


def sweep(study: StudyLike, set: Settings | None = None, *,  # pylint: disable=redefined-builtin
          samples: int | None = None, seed: int | None = None, output: PathLike | None = None, **options: Any) -> xr.Dataset:
    """Solves a study for every sample of its [sweep]: `etslink sweep`.

    Args:
        study, set: as of `run`. The draw is stated in the study, or by `Study.axis`.
        samples, seed: instead of those of the study.
        output: results file to keep; a long sweep is kept in its journal and goes on with `resume=True`.
        **options: `resume`, `force`, `variant`, `threads`, `progress`.

    Returns:
        Indicators over sample, scenario, region, ..., and their statistics: `carbon_price_mean` and `_deviation` in USD/t,
        `_quantiles`, ... Samples without a solution are missing.
    """
    return _solve("sweep", study, None, output, {"set": set, "samples": samples, "seed": seed, **options})


def sweep_shard(study: StudyLike, part: str, output: PathLike, set: Settings | None = None,  # pylint: disable=redefined-builtin
                **options: Any) -> Path:
    """Computes a part of a sweep, as `"1/4"`, into a file for `merge`: `etslink sweep --shard`; the file's path.

    Options are those of `sweep`, `samples` and `seed` too. UnsolvedWarning where samples have no solution.
    """
    with study_source(study) as source:
        done = _call("sweep", source, Path(output), {"shard": part, "set": set, **options})
    if done.exit_code != 0 and done.errors:
        raise EtslinkError(done.message, command=done.command)
    return Path(output)


def merge(shards: Sequence[PathLike], output: PathLike | None = None, *, force: bool = False) -> xr.Dataset:
    """Puts the parts of a sweep together: `etslink merge`; the dataset of `sweep`, numbers in the same units.

    `output`: results file to keep, one that is there is refused unless `force`. Default: none. InputError where parts are missing.
    """
    with destination(output, "sweep.h5") as file:
        done = call(["merge", *map(str, shards), "-o", str(file), *command_line({"force": force, "quiet": True})])
        if not file.exists():
            raise EtslinkError(done.message, exit_code=done.exit_code, command=done.command)
        return read_dataset(file)


def report(files: PathLike | Sequence[PathLike], output: PathLike) -> Path:
    """Writes a page for the browser with tables and figures of results files: `etslink report`; the page's path.

    `files`: of `run`, `coalitions`, `macc`, `sweep`, tables of `sensitivity`, all of the same benchmark. Units are those of the files.
    """
    names = [files] if isinstance(files, (str, os.PathLike)) else files
    done = call(["report", *map(str, names), "-o", str(output)])
    if done.exit_code != 0:
        raise EtslinkError(done.message, exit_code=done.exit_code, command=done.command)
    return Path(output)


def sensitivity(study: StudyLike, set: Settings | None = None, *,  # pylint: disable=redefined-builtin
                of: Sequence[str] | str, to: Sequence[str] | str = (), output: PathLike | None = None, **options: Any) -> pd.DataFrame:
    """Derivatives of results by parameters at one scenario: `etslink sensitivity`.

    Args:
        study, set: as of `run`.
        of: indicators, as `["leakage_rate", "gdp_change"]`.
        to: groups of parameters: caps, standards, limits, prices, elasticities, taxes, emissions, flows.
        output: CSV file to keep. Default: none.
        **options: `direction` (a CSV file or several), `scenario`, `method`, `variant`, `threads`, `progress`.

    Returns:
        A row for each result and parameter with `derivative` in `derivative_unit` and `effect_of_one_percent` in `unit`, the
        largest first.
    """
    given = {"of": _joined(of), "to": _joined(to), "set": set, **options}
    with study_source(study) as source, destination(output, "sensitivity.csv") as file:
        done = _call("sensitivity", source, file, given)
        if done.exit_code != 0:
            raise NotSolvedError(done.message, command=done.command)
        return read_table(file)


def _joined(words: Sequence[str] | str) -> str | None:
    return (words if isinstance(words, str) else ",".join(words)) or None


def _solve(verb: str, study: StudyLike, scenarios: Sequence[str] | str | None,  # pylint: disable=too-many-arguments
           output: PathLike | None, options: Mapping[str, Any]) -> xr.Dataset:
    given = dict(options)
    strict = bool(given.pop("strict", False))
    with study_source(study, scenarios) as source, destination(output, "results.h5") as file:
        before = _identity(file)
        done = _call(verb, source, file, given)
        if done.exit_code != 0 and _identity(file) == before:
            raise EtslinkError(done.message or done.output.strip(), command=done.command)
        results = read_dataset(file)
    if done.exit_code != 0:
        if strict:
            error = NotSolvedError(done.message, command=done.command)
            error.results = results
            raise error
        warnings.warn(done.message or "not every sample was solved: see solver_status", UnsolvedWarning, stacklevel=caller_level())
    return results


def _identity(file: Path) -> tuple[int, int] | None:
    return (file.stat().st_ino, file.stat().st_mtime_ns) if file.exists() else None


def _call(verb: str, source: Source, file: Path, options: Mapping[str, Any]) -> Completed:
    given = dict(options)
    progress = bool(given.pop("progress", False))
    arguments = [verb, str(source.path), "-o", str(file), *command_line(given)]
    return call(arguments, progress=progress, names=source.names)


def command_line(options: Mapping[str, Any]) -> list[str]:
    """Options of the program; those that are None or False are left out.

    >>> command_line({"set": {"market.CHN.cap": {"mt": 700}}, "caps_of": "unlinked", "resume": True, "threads": None})
    ['--set', 'market.CHN.cap={mt = 700}', '--caps-of', 'unlinked', '--resume']
    """
    words: list[str] = []
    for name, value in options.items():
        option = "--" + name.replace("_", "-")
        if value is None or value is False:
            continue
        if name == "set":
            for key, one in value.items():
                words += [option, f"{key}={literal(one)}"]
        elif name == "direction" and not isinstance(value, (str, os.PathLike)):
            for one in value:
                words += [option, str(one)]
        elif isinstance(value, (list, tuple)):
            words += [option, *map(str, value)]
        else:
            words += [option] if value is True else [option, str(value)]
    return words
