# SPDX-License-Identifier: Apache-2.0
"""Every figure of the Python package on every shipped study: values, legend, units; nothing is written unasked."""
import warnings
from pathlib import Path

import matplotlib
import numpy as np
import pytest
import xarray as xr
from tiny_study import study_text
from tiny_sweep import SWEEP

import etslink
from etslink.__main__ import main
from etslink.plot import OF_KIND
from etslink.plot.study import QUANTITIES
from etslink.tables import has_policy, has_shock

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
# The first needs a benchmark that is not shipped, the second is a sweep, the third has so many bars that they are drawn as dots.
STUDIES = sorted(path for path in (ROOT / "studies").glob("*.toml") if path.stem not in ("world_41x35", "northeast_asia_sweep", "validation"))
QUICK = {"solver": "newton-krylov"}
SINGLE = [name for name in OF_KIND["run"] if name not in ("overview", "technologies")]  # the latter: test_technology_figure.py


@pytest.fixture(scope="module", autouse=True)
def nothing_is_written_or_changed(tmp_path_factory):
    """Figures are drawn in an empty folder and leave it empty, docs as they are, and matplotlib's settings too."""
    folder = tmp_path_factory.mktemp("drawn")
    times = {path: path.stat().st_mtime_ns for path in (ROOT / "docs").rglob("*")}
    settings = dict(matplotlib.rcParams)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        yield
    assert list(folder.iterdir()) == []
    assert {path: path.stat().st_mtime_ns for path in (ROOT / "docs").rglob("*")} == times
    assert dict(matplotlib.rcParams) == settings


@pytest.fixture(autouse=True)
def figures_are_closed():
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def results_of():
    """The results of a study, which is run once."""
    solved = {}

    def solve(path):
        if path not in solved:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", etslink.EtslinkWarning)
                solved[path] = etslink.run(path, {"results.state": False}, **QUICK)
        return solved[path]
    return solve


@pytest.fixture(scope="module")
def asia(results_of):
    return results_of(ROOT / "studies/northeast_asia.toml")


def first(results):
    return results.isel(variant=0) if "variant" in results.dims else results


def entries(axis):
    return [] if axis.get_legend() is None else [text.get_text() for text in axis.get_legend().get_texts()]


def crosses(axis):
    """Number of crosses, the marks of missing values."""
    return sum(len(line.get_xdata()) for line in axis.lines if line.get_marker() == "x")


def is_empty(axis):
    return any(text.get_text().startswith("nothing to show: ") for text in axis.texts)


def check_quantity(results, axis, name):
    """Bars of every shown scenario at every place have its values, and the legend all that is drawn."""
    quantity, study = QUANTITIES[name], first(results)
    shown = study.isel(scenario=np.flatnonzero(has_policy(study) | has_shock(study)))
    if quantity.variable not in study or not shown[quantity.variable].notnull().any():
        assert is_empty(axis)
        return
    places = [label.get_text() for label in axis.get_xticklabels()]
    of = shown[quantity.variable].sel({quantity.axis: [place for place in places if place != "sum"]})
    scale = 1000 if "[billion" in axis.get_ylabel() else 1
    heights = np.array([[bar.get_height() for bar in bars] for bars in axis.containers])[:, :of.sizes[quantity.axis]]
    np.testing.assert_allclose(heights * scale, np.nan_to_num(of.values), rtol=1e-12)
    unit = "% of" if quantity.per_cent_of else study[quantity.variable].attrs["units"].replace("million", "illion")
    assert f"[{unit}" in axis.get_ylabel().replace("[million", "[illion").replace("[billion", "[illion") and axis.get_ylabel().endswith("]")
    missing = int(of.isnull().sum()) + (int(of.isnull().any(quantity.axis).sum()) if "sum" in places else 0)
    assert crosses(axis) == missing
    expected = list(shown.scenario.values) + ([quantity.missing] if missing else [])
    expected += [f"range over {', '.join(results.variant.values)}"] if "variant" in results.dims else []
    assert entries(axis) == expected


@pytest.mark.parametrize("path", STUDIES, ids=lambda path: path.stem)
def test_every_figure_of_every_study(path, results_of):
    results = results_of(path)
    title = results.attrs["study_name"]
    for name in SINGLE:
        axis = getattr(results.etslink.plot, name)()
        assert is_empty(axis) or axis.get_title(loc="left").startswith(f"{title} (base year 2011"), name
        if name in QUANTITIES:
            check_quantity(results, axis, name)
        elif not is_empty(axis):
            assert axis.get_xlabel().endswith("]")
            names = [label.get_text() for label in axis.get_yticklabels()]
            assert names == first(results).scenario.values[has_policy(first(results)) | has_shock(first(results))].tolist()
        plt.close("all")


@pytest.mark.parametrize("name", SINGLE)
def test_labels_are_inside_of_the_figure(name, asia):
    axis = getattr(asia.etslink.plot, name)()
    figure = axis.figure
    figure.canvas.draw()
    labels = [label for label in (axis.xaxis.label, axis.yaxis.label) if label.get_text()]
    for label in [*labels, axis.get_legend()]:
        box = label.get_window_extent()
        assert figure.bbox.x0 <= box.x0 and box.x1 <= figure.bbox.x1 and figure.bbox.y0 <= box.y0 and box.y1 <= figure.bbox.y1, label


def test_leakage_is_the_sum_of_its_channels(asia):
    axis = asia.etslink.plot.leakage()
    rates = first(asia).leakage_rate.values[1:]
    ends = [bar.get_x() + bar.get_width() for bar in axis.containers[1]]
    np.testing.assert_allclose(ends, rates, rtol=1e-9)
    np.testing.assert_array_equal(next(line for line in axis.lines if line.get_marker() == "D").get_xdata(), rates)
    assert entries(axis) == ["through fuel prices", "through competitiveness", "leakage rate", "range over klem, imf_env, gtap_e"]
    ranges = [line.get_xdata() for line in axis.lines if line.get_marker() == "|"]
    np.testing.assert_allclose(ranges, np.stack([asia.leakage_rate.min("variant")[1:], asia.leakage_rate.max("variant")[1:]], axis=1))


def test_abatement_by_sector_adds_up(asia):
    assert is_empty(asia.sel(scenario=["unlinked"]).etslink.plot.abatement_by_sector()), "there is no reference"
    axis = asia.etslink.plot.abatement_by_sector(regions=["JPN", "KOR"])
    two = first(asia).sel(region=["JPN", "KOR"])
    outside = two.co2_international_transport.sum("region")  # users' CO2, but of no inventory
    saved = two.abatement.sum("region")[1:] + outside[0] - outside[1:]
    np.testing.assert_allclose(sum(np.array([bar.get_width() for bar in bars]) for bars in axis.containers), saved, rtol=1e-9)
    assert axis.get_xlabel() == "abatement in JPN, KOR by user [Mt]"
    assert len(entries(axis)) == 8 and entries(axis)[-1] == "all others"


def test_costs_are_measured_in_four_ways(asia):
    labels = [asia.etslink.plot.cost(by=by).get_ylabel() for by in ("curve", "gdp", "gni", "welfare")]
    assert len(set(labels)) == 4 and all("billion" in label for label in labels)
    with pytest.raises(ValueError, match="not by 'x'"):
        asia.etslink.plot.cost(by="x")


def unsolved(results, name):
    """The results with a scenario that has no solution."""
    copy = results.copy(deep=True)
    copy["solver_status"].loc[{"scenario": name}] = "not converged"
    for variable in copy.data_vars.values():
        if "scenario" in variable.dims and variable.dtype.kind == "f":
            variable.loc[{"scenario": name}] = np.nan
    return copy


def test_a_scenario_without_solution_is_shown_as_missing(asia):
    results = unsolved(asia, "chn_kor")
    for name in SINGLE:
        axis = getattr(results.etslink.plot, name)()
        names = [*entries(axis), *(label.get_text() for label in axis.get_yticklabels())]
        assert "chn_kor (not solved)" in names and "chn_jpn" in names
        assert crosses(axis) > 0, name
    etslink.save_figure(results.etslink.plot.overview(), "x.png", dpi=40)
    Path("x.png").unlink()


def test_colours_stay_those_of_the_scenarios(asia):
    def colours(**options):
        axis = asia.etslink.plot.prices(**options)
        return {name: bars[0].get_facecolor() for name, bars in zip(entries(axis), axis.containers)}
    every, some = colours(), colours(scenarios=["jpn_kor", "unlinked"])
    assert list(some) == ["jpn_kor", "unlinked"]
    assert all(every[name] == colour for name, colour in some.items())
    assert len(set(every.values())) == 5
    with_benchmark = colours(scenarios=["benchmark", "unlinked"])
    assert with_benchmark["benchmark"] not in every.values()


def test_selected_variants_and_scenarios_are_drawn(asia):
    axis = asia.sel(variant="imf_env", scenario="chn_kor").etslink.plot.prices()
    assert axis.get_title(loc="left") == "Northeast Asia (base year 2011, variant imf_env)"
    assert entries(axis) == ["chn_kor"]
    heights = [bar.get_height() for bar in axis.containers[0]]
    np.testing.assert_array_equal(heights, asia.carbon_price.sel(variant="imf_env", scenario="chn_kor"))
    assert asia.sel(scenario="chn_kor").etslink.table().columns.tolist() == ["chn_kor"]


def many(results, count):
    copies = [first(results).assign_coords(scenario=[f"{name} {i}" for name in results.scenario.values]) for i in range(count)]
    all_of_them = xr.concat(copies, "scenario", data_vars="minimal", coords="minimal", compat="override", join="override")
    return all_of_them.assign_attrs(reference_scenario="benchmark 0")


@pytest.mark.parametrize("count", [2, 6, 40])
def test_any_number_of_scenarios_has_names(asia, count):
    results = many(asia, count)
    shown = [name for name in results.scenario.values if not name.startswith("benchmark")]
    for name in ("prices", "leakage", "abatement_by_sector"):
        axis = getattr(results.etslink.plot, name)()
        texts = entries(axis) + [label.get_text() for label in axis.get_yticklabels()]
        assert set(shown) <= set(texts), name
    axis = results.etslink.plot.prices()
    if len(shown) <= 12:
        looks = [(bars[0].get_facecolor(), bars[0].get_hatch()) for bars in axis.containers]
        assert len(set(looks)) == len(shown)
    else:
        assert [label for label in entries(axis) if label in "CHN JPN KOR"] == ["CHN", "JPN", "KOR"]
        np.testing.assert_array_equal(axis.lines[0].get_xdata(), results.sel(scenario=shown).carbon_price[:, 0])
    if count == 6:
        etslink.save_figure(results.etslink.plot.overview(), "x.png", dpi=40)
        Path("x.png").unlink()


def test_axes_that_are_given_are_drawn_on(asia):
    figure, axes = plt.subplots(1, 2)
    assert asia.etslink.plot.prices(ax=axes[0]) is axes[0]
    assert asia.etslink.plot.leakage(ax=axes[1]) is axes[1]
    assert figure.axes == list(axes)


@pytest.mark.parametrize("study", ["northeast_asia", "trade_opening", "small_country"])
def test_the_overview_has_six_panels_with_units(study, results_of, tmp_path):
    figure = results_of(ROOT / f"studies/{study}.toml").etslink.plot.overview()
    assert len(figure.axes) == 6
    assert all(axis.get_title(loc="left") for axis in figure.axes)
    has_markets = study != "trade_opening"
    assert figure.axes[0].get_title(loc="left") == ("carbon price" if has_markets else "change of real GDP")
    assert figure.axes[0].get_ylabel() == ("USD/t" if has_markets else "% of benchmark")
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # as of a layout that has no room
        first_bytes = etslink.save_figure(figure, tmp_path / "a.png").read_bytes()
    assert first_bytes.startswith(b"\x89PNG")


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_equal_figures_give_equal_files(asia, ending, tmp_path):
    files = [etslink.save_figure(asia.etslink.plot.prices(), tmp_path / f"{name}.{ending}").read_bytes() for name in "ab"]
    assert files[0] == files[1]
    assert plt.get_fignums() == []


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    path = tmp_path_factory.mktemp("tiny") / "study.toml"
    path.write_text(study_text(ROOT, "two_by_two") + SWEEP.format(samples=6, least=5, largest=30))
    return path


def test_curves_are_those_of_the_file_and_end_where_it_does(tiny):
    curves = etslink.macc(tiny, scenarios=["linked", "unlinked"], points=6, **QUICK)
    figure = curves.etslink.plot.curves()
    axes = figure.axes
    assert [axis.get_title(loc="left") for axis in axes] == ["all regions of the market", "A", "B"]
    assert axes[0].get_ylabel() == "carbon price [USD/t]" and axes[0].get_xlabel() == "cut of covered emissions [%]"
    assert axes[1].get_xlabel() == "abatement [Mt]"
    assert entries(axes[-1]) == ["linked: A+B", "unlinked: A", "unlinked: B"]
    assert [len(axis.lines) for axis in axes] == [3, 2, 2]
    np.testing.assert_array_equal(axes[2].lines[1].get_xdata(), curves.abatement_by_region.sel(curve="unlinked: B", region="B"))
    short = curves.copy(deep=True)
    for name in ("carbon_price", "cut_percent", "abatement_by_region"):
        short[name][0, 4:] = np.nan
    short["cut_percent"][1] = np.nan
    ended = short.etslink.plot.curves()
    assert entries(ended.axes[-1]) == ["linked: A+B", "unlinked: A (no cut in %: covers nothing at the benchmark)", "unlinked: B",
                                       "ends: no solution beyond"]
    assert [crosses(axis) for axis in ended.axes] == [1, 1, 1]
    etslink.save_figure(ended, "x.png", dpi=40)
    Path("x.png").unlink()


@pytest.mark.parametrize("design, statistics", [
    ({"design": "monte_carlo"}, ["25 to 75 % of samples", "5 to 95 %", "median", "mean"]),
    ({"design": "quadrature", "degree": 3}, ["least to largest", "mean"]),
    ({"design": "tornado"}, ["least to largest"])])
def test_distributions_have_what_the_design_has(tiny, design, statistics):
    study = etslink.Study.read(tiny)
    study.set("sweep.axis.trade.distribution", {"uniform": [0.5, 1.5]})
    for key, value in design.items():
        study.set(f"sweep.{key}", value)
    if design["design"] != "monte_carlo":
        del study["sweep"]["samples"], study["sweep"]["seed"]
    drawn = etslink.sweep(study)
    figure = drawn.etslink.plot.distributions("carbon_price", "welfare_change")
    assert [axis.get_ylabel().rpartition("[")[2] for axis in figure.axes] == ["USD/t]", "%]"]
    assert entries(figure.axes[-1]) == ["unlinked", "linked", *statistics]
    assert [label.get_text() for label in figure.axes[0].get_xticklabels()] == ["A", "B"]
    if "median" in statistics:
        medians = [line.get_ydata()[0] for line in figure.axes[0].lines if line.get_marker() == "o"]
        np.testing.assert_allclose(medians, drawn.carbon_price.median("sample").values.ravel(), rtol=1e-12)
        assert "6 samples (monte_carlo)" in figure._suptitle.get_text()


def test_the_shipped_sweep_is_drawn_and_a_result_without_values_is_a_cross():
    drawn = etslink.sweep(ROOT / "studies/northeast_asia_sweep.toml", samples=8)
    figure = drawn.etslink.plot.distributions()
    assert len(figure.axes) == 3
    assert [label.get_text() for label in figure.axes[1].get_xticklabels()] == ["CHN", "JPN", "KOR"]
    for name in ("mean", "least", "largest", "quantiles"):
        drawn[f"carbon_price_{name}"][1, 0] = np.nan
    drawn["carbon_price_count"][1, 0] = 0
    figure = drawn.etslink.plot.distributions("carbon_price")
    assert crosses(figure.axes[0]) == 1 and entries(figure.axes[0])[-1] == "no value"
    assert is_empty(drawn.etslink.plot.distributions("no_result").axes[0])


def test_coalitions_are_ordered_and_stable_ones_marked():
    games = etslink.coalitions(ROOT / "studies/northeast_asia.toml", {"results.channels": False, "results.abatement_cost": False}, **QUICK)
    axis = games.etslink.plot.coalitions()
    names = [label.get_text() for label in axis.get_yticklabels()]
    table = games.etslink.gains()
    by_consent = table["internally_stable"].eq(True) & table["externally_stable_by_consent"].eq(True)
    marks = np.where(table["stable"].eq(True), "* ", np.where(by_consent, "+ ", ""))
    assert names == [mark + name for mark, name in zip(marks, table.index)]
    assert sorted(table.index) == ["CHN+JPN+KOR", "CHN+JPN|KOR", "CHN+KOR|JPN", "CHN|JPN+KOR", "CHN|JPN|KOR"]
    assert any(marks) and not all(marks)
    assert axis.get_xlabel().endswith("against everybody alone [million benchmark USD]")
    assert entries(axis) == ["sum", "CHN", "JPN", "KOR", "* stable, + stable by consent"]
    widths = [bar.get_width() for bar in axis.containers[0]]
    np.testing.assert_array_equal(widths, table["sum"])
    assert widths == sorted(widths, reverse=True)
    few = games.etslink.plot.coalitions(most=1)
    kept = [name for name in names if name == names[0] or name[0] in "*+"]
    assert [label.get_text() for label in few.get_yticklabels()] == kept
    assert f"{len(names) - len(kept)} structures with smaller sums, none of them stable, are left out" in few.get_title(loc="left")
    assert games.etslink.plot.prices().get_ylabel() == "carbon price [USD/t]"
    with pytest.raises(ValueError, match="no gains are measured by 'abatement_cost_macc'; known: welfare_ev"):
        games.etslink.plot.coalitions("abatement_cost_macc")


def test_sensitivities_are_ranked_with_their_units(tiny):
    table = etslink.sensitivity(tiny, of=["leakage_rate", "carbon_price"], to=["caps", "elasticities"], scenario="linked")
    table.loc[table.index[-1], "effect_of_one_percent"] = np.nan
    figure = table.etslink.plot.sensitivities(most=50)
    names = list(dict.fromkeys(table.indicator))
    assert len(figure.axes) == len(names)
    for axis, name in zip(figure.axes, names):
        rows = table[table.indicator == name]
        assert axis.get_xlabel() == f"effect of 1 % more on {name} [{rows.unit.iloc[0]}]"
        widths = [bar.get_width() for bars in axis.containers for bar in bars]
        np.testing.assert_array_equal(widths, rows.effect_of_one_percent.fillna(0))
    assert entries(figure.axes[0]) == ["caps", "elasticities", "no derivative: see note"]
    assert crosses(figure.axes[-1]) == 1
    with pytest.raises(ValueError, match="not one of etslink.sensitivity: it has no column parameter"):
        table.drop(columns="parameter").etslink.plot.sensitivities()


def test_a_figure_of_other_results_is_refused_with_those_there_are(tiny, asia):
    with pytest.raises(ValueError, match="one of `macc`; a dataset of `run` has prices, permit_trade"):
        asia.etslink.plot.curves()
    with pytest.raises(ValueError, match="of `macc` has curves"):
        etslink.macc(tiny, points=2, **QUICK).etslink.plot.prices()
    with pytest.raises(ValueError, match="not one of etslink"):
        xr.Dataset().etslink.plot


def test_a_file_is_drawn_from_the_command_line_beside_it(tiny, tmp_path, capsys):
    etslink.run(tiny, output=tmp_path / "tiny.h5", **QUICK)
    assert main([str(tmp_path / "tiny.h5")]) == 0
    assert main([str(tmp_path / "tiny.h5"), "--figure", "leakage", "-o", str(tmp_path / "leakage.svg")]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["leakage.svg", "tiny.h5", "tiny.png"]
    assert (tmp_path / "tiny.png").read_bytes().startswith(b"\x89PNG")
    assert capsys.readouterr().err == ""
    assert main([str(tmp_path / "tiny.h5"), "--figure", "curves"]) == 2
    assert main([str(tiny)]) == 2
    assert main([str(tmp_path / "none.h5")]) == 2
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith("error: there is no figure 'curves' of this file; it has prices, ")
    assert told[1] == "error: there are no figures of a study"
    assert told[2].startswith("error: there is no ")
