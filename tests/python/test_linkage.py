# SPDX-License-Identifier: Apache-2.0
"""What published models of linkage built on GTAP state together, in one study (tests/fixtures/studies/linkage.toml): carbon in the base of
taxes, feedstock, unemployment by region, fixed unemployment with a free tax on labour, variants. Every scenario of every variant is
solved by gtap_like_model.py, which shares no code with the program; both stop far below the tolerance."""
import pytest
import xarray

from gtap_like_model import solve_study
from test_gtap_like import largest_difference

TOLERANCE = 1e-8
VARIANTS = ("wage_curve", "trade", "minimum_wage", "permits_apart")


@pytest.fixture(scope="module")
def study(root):
    return root / "tests/fixtures/studies/linkage.toml"


@pytest.fixture(scope="module")
def results(etslink, study, tmp_path_factory):
    path = tmp_path_factory.mktemp("linkage") / "linkage.h5"
    done = etslink("run", study, "-o", path, "--quiet")
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture(scope="module")
def solutions(study):
    found = {name: solve_study(study, variant=None if name == VARIANTS[0] else name) for name in VARIANTS}
    for _, walras in found.values():
        assert max(map(abs, walras.values())) < 1e-10, "the budget that was left out balances"
    return {name: solution for name, (solution, _) in found.items()}


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_program_agrees_with_the_independent_solution(variant, results, solutions, tmp_path):
    with xarray.open_dataset(results) as file:
        file.sel(variant=variant).to_netcdf(tmp_path / "one.nc")
    difference, where = largest_difference(tmp_path / "one.nc", solutions[variant])
    assert difference < TOLERANCE, where


def test_every_feature_acts(solutions):
    curve, apart = solutions["wage_curve"], solutions["permits_apart"]
    price = {name: {s: table["carbon_price"] for s, table in solution.items()} for name, solution in solutions.items()}
    assert price["wage_curve"]["unlinked"]["EAST"] > price["wage_curve"]["linked"]["EAST"] > price["wage_curve"]["unlinked"]["WEST"] > 1
    assert abs(price["wage_curve"]["linked"]["EAST"] / price["permits_apart"]["linked"]["EAST"] - 1) > 0.01, "tax base"
    assert abs(price["wage_curve"]["linked"]["EAST"] / price["trade"]["linked"]["EAST"] - 1) > 0.01, "elasticities"
    assert curve["linked"]["unemployment"]["EAST"] > 5.005 and apart["linked"]["unemployment"]["EAST"] > 5.005
    assert curve["fixed_unemployment"]["unemployment"] == pytest.approx({"EAST": 5, "WEST": 7.5}, abs=1e-9)
    assert solutions["minimum_wage"]["linked"]["unemployment"]["EAST"] > 5.01
    assert set(solutions["minimum_wage"]["linked"]["unemployment"]) == {"EAST"}


def test_a_slightly_different_model_is_told_apart(study, results, tmp_path):
    solution, _ = solve_study(study, elasticities={"esubva": 1.2001})
    with xarray.open_dataset(results) as file:
        file.sel(variant=VARIANTS[0]).to_netcdf(tmp_path / "one.nc")
    assert largest_difference(tmp_path / "one.nc", solution)[0] > TOLERANCE
