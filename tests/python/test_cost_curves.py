# SPDX-License-Identifier: Apache-2.0
"""Marginal abatement cost curves are opened by xarray with labels; test_package_figures.py draws them."""
import numpy as np
import pytest
import xarray
from tiny_study import study_text


@pytest.fixture(scope="module")
def folder(etslink, root, tmp_path_factory):
    """Folder with curves of a tiny study, linked.h5."""
    path = tmp_path_factory.mktemp("macc")
    (path / "study.toml").write_text(study_text(root, "two_by_two"))
    run = etslink("macc", path / "study.toml", "-o", path / "linked.h5", "--points", 11, "--quiet", "--scenario", "linked", "unlinked")
    assert run.returncode == 0, run.stderr
    return path


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
