# SPDX-License-Identifier: Apache-2.0
"""A model of another structure (leisure, land, feedstock, every tax and subsidy, margins, caps on all but one sector) is brought as
benchmark folder, nest file and study; the program's solution is that of gtap_like_model.py, which shares no code with it.

Python stops at a largest scaled residual of 1e-11, the program at 1e-9; both usually reach 1e-13. Results must agree to 1e-6 of
their size; they are seen to agree to 1e-11.
"""
import subprocess
import sys

import pytest
import xarray

from auditor import Audit
from gtap_like_model import solve_study

TOLERANCE = 1e-6
INDICATORS = {"carbon_price", "output", "gdp", "welfare_ev", "consumer_price", "co2", "permit_imports", "unemployment"}

VARIANTS = {
    "pooled": ({}, {}),
    "per_user": ({"armington": "per_user"}, {}),
    "constant_elasticity": ({"resources": "constant_elasticity"}, {}),
    "rigid_labour": ({}, {"leisure_ratio": 0}),
    "other_elasticities": ({}, {"leisure_substitution": 2.5, "esubva": 0.4, "esubm": 3, "process_nu": 0.9, "transformation_elasticity": 3}),
}


@pytest.fixture(scope="module")
def study(root):
    return root / "tests/fixtures/gtap_like/study.toml"


@pytest.fixture(scope="module")
def program(etslink, study, tmp_path_factory):
    """Runs the study with other options and elasticities; the path of its results."""
    def run(options=None, elasticities=None):
        settings = [f"model.{key}={value}" for key, value in (options or {}).items()]
        settings += [f"elasticities.{key}={value}" for key, value in (elasticities or {}).items()]
        path = tmp_path_factory.mktemp("gtap_like") / "results.h5"
        done = etslink("run", study, "-o", path, "--quiet", *(word for setting in settings for word in ("--set", setting)))
        assert done.returncode == 0, done.stderr
        return path

    return run


def largest_difference(path, solution):
    """Of all indicators in all scenarios, relative to the largest value of the indicator in the scenario: (difference, where)."""
    differences = []
    with xarray.open_dataset(path) as results:
        for scenario, table in solution.items():
            assert set(table) == INDICATORS
            for name, values in table.items():
                found = results[name].sel(scenario=scenario)
                size = max([1e-6, *map(abs, values.values())])
                for key, value in values.items():
                    labels = key if isinstance(key, tuple) else (key,)
                    place = dict(zip(found.dims, labels))
                    differences.append((abs(float(found.sel(place)) - value) / size, (scenario, name, key)))
    return max(differences)


def test_the_folder_is_what_the_generator_writes(root, tmp_path):
    folder = root / "tests/fixtures"
    subprocess.run([sys.executable, folder / "make_gtap_like.py", tmp_path], check=True)
    made = {path.name: path.read_bytes() for path in (tmp_path / "gtap_like").iterdir()}
    committed = {path.name: path.read_bytes() for path in (folder / "gtap_like").iterdir()}
    assert set(committed) - set(made) == {"study.toml", "nests.toml"}
    assert made == {name: committed[name] for name in made}


def test_every_identity_of_the_folder_holds(etslink, root):
    done = etslink("check", root / "tests/fixtures/gtap_like")
    assert done.returncode == 0 and "every identity holds" in done.stdout


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_program_agrees_with_the_independent_solution(variant, study, program):
    options, elasticities = VARIANTS[variant]
    solution, walras = solve_study(study, options, elasticities)
    assert max(map(abs, walras.values())) < 1e-10, "the budget that was left out balances"
    prices = solution["unlinked"]["carbon_price"]
    assert prices["EAST"] > solution["linked"]["carbon_price"]["EAST"] > prices["WEST"] > 1
    assert solution["loose"]["carbon_price"]["WEST"] == 0
    difference, where = largest_difference(program(options, elasticities), solution)
    assert difference < TOLERANCE, where


def test_a_slightly_different_model_is_told_apart(study, program):
    solution, _ = solve_study(study, elasticities={"leisure_substitution": 0.801})
    assert largest_difference(program(), solution)[0] > TOLERANCE


def test_the_auditor_finds_every_condition_and_indicator_right(program):
    error, scenario, what = Audit(program()).worst()
    assert error < 1e-8, f"{what} in {scenario}: {error}"
