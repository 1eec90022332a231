# SPDX-License-Identifier: Apache-2.0
"""Marginal abatement cost curves are opened by xarray with labels and drawn, those that end early too."""
import subprocess
import sys

import h5py
import numpy as np
import pytest
import xarray
from tiny_study import study_text


@pytest.fixture(scope="module")
def folder(etslink, root, tmp_path_factory):
    """Folder with the curves of a tiny study: alone.h5 and linked.h5."""
    path = tmp_path_factory.mktemp("macc")
    (path / "study.toml").write_text(study_text(root, "two_by_two"))
    for name, options in (("alone", []), ("linked", ["--scenario", "linked", "unlinked"])):
        run = etslink("macc", path / "study.toml", "-o", path / f"{name}.h5", "--points", 11, "--quiet", *options)
        assert run.returncode == 0, run.stderr
    return path


def plot(root, curves, picture):
    done = subprocess.run([sys.executable, root / "scripts/plot_macc.py", curves, "-o", picture], text=True, capture_output=True,
                          check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return picture.read_bytes()


def test_curves_are_labelled_and_have_units(folder):
    with xarray.open_dataset(folder / "linked.h5") as curves:
        assert list(curves.curve.values) == ["linked: A+B", "unlinked: A", "unlinked: B"]
        assert curves.carbon_price.dims == ("curve", "point")
        assert curves.abatement_cost_macc.dims == ("curve", "point", "region")
        assert all("units" in curves[name].attrs and "long_name" in curves[name].attrs for name in curves if name != "region_name")
        link = curves.sel(curve="linked: A+B")
        np.testing.assert_allclose(link.abatement_by_region.sum("region"), link.abatement, rtol=1e-7, atol=1e-7)


def test_area_is_that_under_the_plotted_curve(folder):
    with xarray.open_dataset(folder / "linked.h5") as curves:
        link = curves.sel(curve="linked: A+B")
        assert float(link.path_percent[-1]) == 100
        for region in "AB":
            tonnes = link.abatement_by_region.sel(region=region).values
            area = np.trapz(link.carbon_price.values, tonnes)
            own = link.sel(region=region).isel(point=-1)
            assert abs(float(own.abatement_cost_macc - own.permit_import_value) / area - 1) < 0.02


def test_a_picture_is_drawn_twice_the_same_and_shows_the_end_of_a_curve(folder, root, tmp_path):
    first, second = (plot(root, folder / "linked.h5", tmp_path / f"{name}.png") for name in ("first", "second"))
    assert first.startswith(b"\x89PNG")
    assert len(first) > 20_000
    assert first == second
    assert plot(root, folder / "alone.h5", tmp_path / "alone.png") != first
    (tmp_path / "short.h5").write_bytes((folder / "linked.h5").read_bytes())
    with h5py.File(tmp_path / "short.h5", "r+") as file:
        for name in ("carbon_price", "cut_percent", "abatement_by_region"):
            file[name][:, 7:] = float("nan")
    assert plot(root, tmp_path / "short.h5", tmp_path / "short.png") != first
