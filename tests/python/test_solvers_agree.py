# SPDX-License-Identifier: Apache-2.0
"""Ipopt and Newton-Krylov solve every ready-made study and agree: logarithms of prices and levels to 1e-8, permit prices and
instrument variables to 1e-8 of their size; complementarity residual below 1e-7. Degenerate pairs are left out."""
from pathlib import Path

import h5py
import numpy as np
import pytest
from auditor_graph import results_of, text

ROOT = Path(__file__).resolve().parents[2]
# The world table is made from data that are not part of the project, and a sweep is no study to run.
STUDIES = sorted(p.stem for p in (ROOT / "studies").glob("*.toml") if p.stem not in {"world_41x35", "northeast_asia_sweep"})


def run(etslink, study, solver, folder):
    file = folder / f"{study}_{solver}.h5"
    done = etslink("run", ROOT / "studies" / f"{study}.toml", "-o", file, "--quiet", "--solver", solver,
                   "--set", "results.channels=false", "--set", "results.abatement_cost=false")
    assert done.returncode == 0, done.stderr
    return h5py.File(file)


def variants_of(file):
    """The results of each variant, or of the one study."""
    return [results_of(file, name) for name in text(file["variant"])] if "variant" in file else [file]


def largest_difference(a, b, name):
    """Of logarithms where both are positive, otherwise relative to the largest value of the scenario."""
    x, y = a[name][()], b[name][()]
    positive = (x > 1e-9) & (y > 1e-9)
    difference = np.abs(x - y) / np.maximum(1, np.nanmax(np.abs(x), axis=1, keepdims=True))
    difference[positive] = np.abs(np.log(x[positive] / y[positive]))
    return np.nanmax(difference, initial=0)


def check_agreement(ipopt, newton):
    for file in (ipopt, newton):
        assert set(text(file["solver_status"])) == {"solved"}
        assert np.max(file["complementarity_residual"][()]) < 1e-7
        assert np.max(file["solver_residual"][()]) < 1e-9
    for name in ("state/commodity_price", "state/activity_level"):
        assert largest_difference(ipopt, newton, name) < 1e-8, name
    price = [file["carbon_price"][()] for file in (ipopt, newton)]
    assert np.nanmax(np.abs(price[0] - price[1]), initial=0) < 1e-6


@pytest.mark.parametrize("study", STUDIES)
def test_both_solvers_find_the_same_solution(study, etslink, tmp_path):
    with run(etslink, study, "ipopt", tmp_path) as ipopt, run(etslink, study, "newton-krylov", tmp_path) as newton:
        for pair in zip(variants_of(ipopt), variants_of(newton), strict=True):
            check_agreement(*pair)
