# SPDX-License-Identifier: Apache-2.0
"""The Python package is typed, its examples run, its wheel is built without network, and R reads the same files."""
import doctest
import importlib
import os
import pkgutil
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import etslink
from etslink.plot import OF_KIND
from etslink.program import call

ROOT = Path(__file__).resolve().parents[2]
MODULES = ["etslink", *sorted(f"etslink.{module.name}" for module in pkgutil.iter_modules(etslink.__path__))]
BUILD = "from setuptools import build_meta; print(build_meta.build_{0}('{1}'))"


@pytest.mark.parametrize("module", MODULES)
def test_examples_of_the_docstrings_run(module, monkeypatch):
    monkeypatch.chdir(ROOT)
    outcome = doctest.testmod(importlib.import_module(module), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert outcome.failed == 0
    assert outcome.attempted > 0 or module not in {"etslink", "etslink.verbs", "etslink.study", "etslink.benchmark", "etslink.data"}


def test_everything_public_is_documented():
    for name in etslink.__all__:
        item = getattr(etslink, name)
        members = vars(item).items() if isinstance(item, type) else []
        assert all(one.__doc__ for one in [item, *(value for key, value in members if not key.startswith("_") and callable(value))]), name


def test_the_guide_names_every_function_and_figure():
    page = (ROOT / "docs/python.md").read_text(encoding="utf-8")
    not_called = {"Results", "SensitivityTable", "program", "program_version"}
    functions = {name for name in etslink.__all__ if callable(getattr(etslink, name))} - not_called
    figures = {name for names in OF_KIND.values() for name in names} | {"sensitivities"}
    assert [name for name in functions | figures if not re.search(rf"\b{name}\b", page)] == []


def test_types_are_sound(tmp_path):
    if shutil.which("mypy") is None:
        pytest.skip("mypy is not installed: apt-get install mypy")
    done = subprocess.run(["mypy", "--config-file", "pyproject.toml", "--cache-dir", tmp_path / "cache", "etslink"], cwd=ROOT / "python",
                          text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Folder with a wheel and an sdist, built without network from a copy of python/."""
    folder = tmp_path_factory.mktemp("built")
    shutil.copytree(ROOT / "python", folder / "python", ignore=shutil.ignore_patterns("__pycache__"))
    for kind in ("wheel", "sdist"):
        (folder / "dist").mkdir(exist_ok=True)
        done = subprocess.run([sys.executable, "-c", BUILD.format(kind, folder / "dist")], cwd=folder / "python", text=True,
                              capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
    return folder


def sources():
    return sorted(path.relative_to(ROOT / "python").as_posix() for path in (ROOT / "python/etslink").rglob("*")
                  if path.suffix in (".py", ".typed") and "__pycache__" not in path.parts)


def test_wheel_and_sdist_hold_the_package(built):
    with zipfile.ZipFile(built / f"dist/etslink-{etslink.__version__}-py3-none-any.whl") as wheel:
        assert sorted(name for name in wheel.namelist() if ".dist-info/" not in name) == sources()
    with tarfile.open(built / f"dist/etslink-{etslink.__version__}.tar.gz") as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert {*sources(), "pyproject.toml", "README.md"} <= names


def test_the_wheel_works_where_there_is_no_checkout(built, tmp_path):
    with zipfile.ZipFile(built / f"dist/etslink-{etslink.__version__}-py3-none-any.whl") as wheel:
        wheel.extractall(tmp_path / "site")
    code = "import etslink; print(etslink.__file__); print(etslink.program_version())"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "ETSLINK_BINARY": str(etslink.program())}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [str(tmp_path / "site/etslink/__init__.py"), etslink.program_version()]


def test_r_reads_what_python_reads(tmp_path):
    if shutil.which("Rscript") is None:
        pytest.skip("R is not installed: apt-get install r-cran-ncdf4")
    page = (ROOT / "docs/python.md").read_text(encoding="utf-8")
    [block] = re.findall(r"^```r\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert len(block.splitlines()) == 10
    (tmp_path / "out").mkdir()
    call(["run", str(ROOT / "studies/northeast_asia.toml"), "-o", str(tmp_path / "out/northeast_asia.h5"), "--solver", "newton-krylov",
          "--set", "results.channels=false", "--set", "results.abatement_cost=false"])
    done = subprocess.run(["Rscript", "-e", block + 'cat(ncatt_get(file, 0, "study_name")$value)'], cwd=tmp_path, text=True,
                          capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    price = etslink.open(tmp_path / "out/northeast_asia.h5").carbon_price.sel(variant="klem")
    printed = {words[0]: words[1:] for words in map(str.split, done.stdout.splitlines())}
    for scenario in price.scenario.values[1:]:
        assert [float(text) for text in printed[scenario]] == [round(float(value), 2) for value in price.sel(scenario=scenario)]
    assert done.stdout.endswith("Northeast Asia")
