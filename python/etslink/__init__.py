# SPDX-License-Identifier: Apache-2.0
"""etslink in Python: studies of the linkage of emissions trading systems, solved by the program `etslink`.

>>> import etslink
>>> results = etslink.run("studies/equal_cuts.toml", {"results.channels": False}, solver="newton-krylov")
>>> price = results.carbon_price.sel(scenario="unlinked")  # USD/t
>>> bool(price.sel(market="JPN") > price.sel(market="CHN"))
True

`run`, `macc`, `coalitions`, `sweep` and `sensitivity` solve a study (a TOML file, an `etslink.Study`, nested dictionaries),
`open` reads what the program has written, `check`, `balance` and `aggregate` work on benchmark folders, which `Benchmark` reads
and writes as data frames. Results are xarray datasets whose variables carry unit and formula; `results.etslink` has tables,
differences and figures. docs/python.md is the guide.
"""
from .accessor import Results, SensitivityTable
from .benchmark import Benchmark
from .data import Check, aggregate, balance, check, import_gtap, new_study
from .errors import EtslinkError, EtslinkWarning, InputError, NotSolvedError, UnsolvedWarning
from .program import program, program_version
from .results import open  # pylint: disable=redefined-builtin
from .saving import save_figure
from .study import Study
from .verbs import coalitions, macc, merge, report, run, sensitivity, sweep, sweep_shard

__version__ = "0.1.0"

__all__ = ["Benchmark", "Check", "EtslinkError", "EtslinkWarning", "InputError", "NotSolvedError", "Results", "SensitivityTable",
           "Study", "UnsolvedWarning", "aggregate", "balance", "check", "coalitions", "import_gtap", "macc", "merge", "new_study",
           "open", "program", "program_version", "report", "run", "save_figure", "sensitivity", "sweep", "sweep_shard"]
