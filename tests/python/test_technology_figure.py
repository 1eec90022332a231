# SPDX-License-Identifier: Apache-2.0
"""The figure of technologies: what it draws is what the file has, whatever is asked for and whatever is missing."""
import matplotlib
import numpy as np
import pytest

import etslink

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402


@pytest.fixture(scope="module")
def power(root):
    """The main study in an economy with power by technology."""
    return etslink.run(root / "studies/northeast_asia.toml",
                       {"study.benchmark": "../data/nea2011_technologies", "results.channels": False, "results.abatement_cost": False},
                       solver="newton-krylov")


@pytest.fixture(autouse=True)
def figures_are_closed():
    yield
    plt.close("all")


def rows(axis):
    """Widths of the bars of each row, by technology."""
    names = [text.get_text() for text in axis.get_legend().get_texts()]
    widths = np.array([[bar.get_width() for bar in bars] for bars in axis.containers])
    return dict(zip((label.get_text() for label in axis.get_yticklabels()), widths.T)), names[:len(widths)]


def test_shares_of_each_region_before_and_in_each_scenario(power):
    axis = power.etslink.plot.technologies()
    drawn, names = rows(axis)
    assert names == [name.split(".")[1] for name in power.technology.values]
    assert list(drawn)[:2] == ["CHN: benchmark", "CHN: unlinked"] and len(drawn) == 18
    for row, widths in drawn.items():
        region, scenario = row.split(": ")
        share = power.technology_share.isel(variant=0).sel(region=region, scenario=scenario)
        np.testing.assert_allclose(widths, np.nan_to_num(share), rtol=1e-12)
        assert sum(widths) == pytest.approx(100, abs=1e-9)
    assert axis.get_xlabel() == "technologies of ELE: part of the volume [%]"


@pytest.mark.parametrize("by, unit", [("output", "TWh"), ("emissions", "Mt"), ("rent", "million USD")])
def test_other_measures_of_one_region_and_some_scenarios(power, by, unit):
    axis = power.etslink.plot.technologies(by=by, regions=["JPN"], scenarios=["jpn_kor"])
    drawn, _ = rows(axis)
    assert list(drawn) == ["benchmark", "jpn_kor"] and axis.get_xlabel().endswith(f"[{unit}]")
    of = power[f"technology_{by}"].isel(variant=0).sel(region="JPN", scenario="jpn_kor")
    np.testing.assert_allclose(drawn["jpn_kor"], np.nan_to_num(of), rtol=1e-12)


def test_a_technology_that_no_shown_region_has_is_no_entry(power):
    russia = power.etslink.plot.technologies(regions=["RUS"])
    assert "wind" not in rows(russia)[1] and "coal" in rows(russia)[1]


def test_a_scenario_without_solution_is_a_cross(power):
    unsolved = power.copy(deep=True)
    unsolved["solver_status"].loc[{"scenario": "chn_kor"}] = "not converged"
    unsolved["technology_share"].loc[{"scenario": "chn_kor"}] = np.nan
    axis = unsolved.etslink.plot.technologies(regions=["KOR"])
    assert "chn_kor (not solved)" in rows(axis)[0]
    assert sum(len(line.get_xdata()) for line in axis.lines if line.get_marker() == "x") == 1


def test_what_is_not_there_is_said(power, root):
    with pytest.raises(ValueError, match="'I_S' has no technologies; those that have are ELE"):
        power.etslink.plot.technologies(sector="I_S")
    with pytest.raises(ValueError, match="not by 'TWh'"):
        power.etslink.plot.technologies(by="TWh")
    without = power.drop_vars([name for name in power if str(name).startswith("technology_")])
    assert "the benchmark has no technologies" in without.etslink.plot.technologies().texts[0].get_text()
