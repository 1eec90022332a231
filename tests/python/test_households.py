# SPDX-License-Identifier: Apache-2.0
"""A study of a region with two households: they share what belongs to both, and their welfare adds up."""
import numpy as np
import pytest
import xarray

from auditor import Audit
from tiny_study import study_text


@pytest.fixture(scope="module", params=["ipopt", "newton-krylov"])
def results_file(request, etslink, root, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    text = study_text(root, "households").replace('revenue = "government"', 'revenue = "household"')
    (folder / "study.toml").write_text(text)
    run = etslink("run", folder / "study.toml", "-o", folder / "study.h5", "--quiet", "--solver", request.param)
    assert run.returncode == 0, run.stderr
    return folder / "study.h5"


def test_welfare_of_the_households_adds_up_to_that_of_their_region(results_file):
    results = xarray.open_dataset(results_file).load()
    assert list(results.household.values) == ["HH_A", "HH2_A"]
    by_household = results.welfare_ev_by_household.sum("household")
    assert np.allclose(by_household, results.welfare_ev.sel(region="A"), rtol=1e-12, atol=1e-6)
    unlinked = results.sel(scenario="unlinked").welfare_change_by_household
    assert unlinked.sel(household="HH2_A") < unlinked.sel(household="HH_A") < 0


def test_every_condition_of_a_region_with_two_households_can_be_recomputed(results_file):
    audit = Audit(results_file)
    assert len(audit.solved) == 4
    error, scenario, what = audit.worst()
    assert error < 1e-8, f"{what} in {scenario}: {error}"


def test_a_study_with_one_household_per_region_has_no_axis_of_households(etslink, root, tmp_path):
    (tmp_path / "study.toml").write_text(study_text(root, "two_by_two"))
    run = etslink("run", tmp_path / "study.toml", "-o", tmp_path / "study.h5", "--quiet")
    assert run.returncode == 0, run.stderr
    assert "household" not in xarray.open_dataset(tmp_path / "study.h5").dims
