# SPDX-License-Identifier: Apache-2.0
"""A model of another structure (leisure, land, feedstock, every tax and subsidy, margins, caps on all but one sector) is brought as
benchmark folder, nest file and study; the program's solution is that of gtap_like_model.py, which shares no code with it.

Python stops at a largest scaled residual of 1e-11, the program at 1e-9; both usually reach 1e-13. Results must agree to 1e-6 of
their size; they are seen to agree to 1e-11.
"""
import subprocess
import sys
from collections import defaultdict

import h5py
import numpy as np
import pytest
import xarray

from auditor import Audit
from auditor_graph import Graph, text
from gtap_like_data import Study
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


def test_purchases_for_a_purpose_that_a_leaf_names_are_those_of_the_table(study, program):
    """Plain use holds the purposes that no leaf names: the bunkers of transport."""
    table = Study(study).benchmark
    with h5py.File(program()) as file:
        g = Graph(file)
    edges = np.flatnonzero((g.edge_role == "good") & np.isin(g.activity_kind[g.edge_activity], ["production", "nest"]))
    bought = defaultdict(float)
    for e in edges[g.activity_sector[g.edge_activity[edges]] >= 0]:
        purpose = g.purpose[g.edge_purpose[e]] if g.edge_purpose[e] >= 0 else ""
        place = g.region[g.edge_region[e]], g.sector[g.activity_sector[g.edge_activity[e]]], g.sector[g.edge_good[e]]
        bought[*place, purpose] += g.edge_quantity0[e]
    named = {("CHM", "OIL", "feedstock"), ("CHM", "GAS", "feedstock"), ("ELY", "TRN", "coal_delivery"), ("OIL", "OIL", "own_use")}
    stated = defaultdict(float)
    for r, user, good in list(table.use):
        for purpose in table.use[r, user, good]:
            seen = purpose if (user, good, purpose) in named else ""
            stated[r, user, good, seen] += sum(value for value, _ in table.bought(r, user, good, {purpose}).values())
    assert {key[1:] for key in bought if key[3]} == named
    for key, value in bought.items():
        assert value == pytest.approx(stated[key], rel=1e-12), key


def test_feedstock_stays_and_delivery_goes_with_the_coal(study, program):
    with h5py.File(program()) as file:
        g, scenario = Graph(file), text(file["scenario"]).index("unlinked")
        quantity, level = file["state/edge_quantity"][scenario], file["state/activity_level"][scenario]
    ratio = quantity / g.edge_quantity0

    def relative(region, user, good, purpose):
        mine = (g.edge_region == g.region.index(region)) & (g.edge_good == g.sector.index(good)) & (g.edge_role == "good")
        mine &= g.activity_sector[g.edge_activity] == g.sector.index(user)
        (e,) = np.flatnonzero(mine & (g.edge_purpose == (g.purpose.index(purpose) if purpose else -1)))
        return ratio[e]

    for region in ("EAST", "WEST"):
        output = level[g.activity_name.index(f"chemicals, {region}")]
        assert relative(region, "CHM", "OIL", "feedstock") == pytest.approx(output, rel=1e-9)
        assert relative(region, "CHM", "GAS", "") < 0.97 * output
        coal = relative(region, "ELY", "COA", "")
        assert relative(region, "ELY", "TRN", "coal_delivery") == pytest.approx(coal, rel=1e-9)
        assert coal < 0.9 * relative(region, "ELY", "TRN", "")


def test_the_auditor_finds_every_condition_and_indicator_right(program):
    error, scenario, what = Audit(program()).worst()
    assert error < 1e-8, f"{what} in {scenario}: {error}"
