# SPDX-License-Identifier: Apache-2.0
"""The file of `etslink coalitions` is opened by xarray with labels, holds what docs/results.md says, and agrees with itself."""
import h5py
import numpy as np
import pytest
import xarray
from tiny_study import study_text


@pytest.fixture(scope="module")
def coalition_file(etslink, root, tmp_path_factory):
    path = tmp_path_factory.mktemp("coalitions")
    (path / "study.toml").write_text(study_text(root, "two_by_two"))
    run = etslink("coalitions", path / "study.toml", "-o", path / "out.h5", "--quiet", "--set", "results.channels=false")
    assert run.returncode == 0, run.stderr
    return path / "out.h5"


def test_gains_are_labelled_and_agree_with_the_indicators(coalition_file):
    with xarray.open_dataset(coalition_file, group="coalitions") as coalitions, xarray.open_dataset(coalition_file) as results:
        assert list(coalitions.structure.values) == ["A|B", "A+B"]
        assert list(results.scenario.values) == ["benchmark", "A|B", "A+B"]
        assert coalitions.gain.dims == ("structure", "market", "measure")
        welfare = results.welfare_ev.sel(region=["A", "B"])
        gain = coalitions.gain.sel(measure="welfare_ev", structure="A+B")
        np.testing.assert_allclose(gain, welfare.sel(scenario="A+B").values - welfare.sel(scenario="A|B").values, rtol=1e-12)
        cost = results.abatement_cost_macc.sel(region=["A", "B"])
        saved = coalitions.total_gain.sel(measure="abatement_cost_macc", structure="A+B")
        assert saved > 0
        np.testing.assert_allclose(saved, (cost.sel(scenario="A|B").values - cost.sel(scenario="A+B").values).sum(), rtol=1e-9)
        assert bool(coalitions.pareto.sel(structure="A|B").all())


def test_every_variable_of_the_group_is_documented(coalition_file, root):
    section = (root / "docs/results.md").read_text().split("\n## Coalitions")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    names = {name.strip().strip("`") for row in rows for name in row.split(",")}
    with h5py.File(coalition_file) as file:
        group = file["coalitions"]
        attributes = {f"/coalitions@{name}" for name in group.attrs if name != "description"}
        assert set(group) | attributes == names
