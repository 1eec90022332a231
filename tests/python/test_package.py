# SPDX-License-Identifier: Apache-2.0
"""The Python package runs the program (ETSLINK_BINARY) on files, dictionaries and studies, and says what the program says."""
import signal
import subprocess
import sys
import tomllib
import warnings

import numpy as np
import pandas as pd
import pytest
import xarray as xr
from tiny_study import study_text
from tiny_sweep import SWEEP

import etslink
from etslink.program import call

QUICK = {"solver": "newton-krylov", "threads": 1}
NEVER_SOLVED = {"market.A.cap": {"percent_of_benchmark": 1}, "study.nests": "tests/fixtures/studies/leontief.toml"}


@pytest.fixture(scope="module", autouse=True)
def in_the_project(root):
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        yield


@pytest.fixture(scope="module")
def text(root):
    return study_text(root, "two_by_two")


@pytest.fixture(scope="module")
def folder(text, tmp_path_factory):
    """Folder with study.toml, and study.h5 as the command line writes it."""
    path = tmp_path_factory.mktemp("package")
    (path / "study.toml").write_text(text)
    call(["run", str(path / "study.toml"), "-o", str(path / "study.h5"), "--solver", "newton-krylov"])
    return path


@pytest.fixture(scope="module")
def results(folder):
    return etslink.open(folder / "study.h5")


@pytest.fixture(scope="module")
def tiny_sweep(text):
    return tomllib.loads(text + SWEEP.format(samples=4, least=5, largest=30))


def assert_same(first, second):
    """All numbers and labels are equal; attributes name paths."""
    xr.testing.assert_equal(first, second)


def test_files_dictionaries_and_studies_give_what_the_command_line_writes(folder, text, results):
    assert_same(etslink.run(folder / "study.toml", **QUICK), results)
    assert_same(etslink.run(tomllib.loads(text), **QUICK), results)
    assert_same(etslink.run(etslink.Study.parse(text), **QUICK), results)
    assert results.carbon_price.attrs["units"] == "USD/t"


def test_a_study_is_built_in_code(root, text, results):
    covered = tomllib.loads(text)["market"]["B"]["sectors"]
    study = etslink.Study("two_by_two", benchmark=root / "tests/fixtures/tiny2x2", nests="data/nests/klem.toml")
    study.market("A", regions=["A"], households=True, share=0.9, cap={"reduction_percent": 20}, revenue="government")
    study.market("B", regions=["B"], sectors=covered, cap={"reduction_percent": 30})
    study.scenario("benchmark", markets=[])
    study.scenario("unlinked")
    study.scenario("linked", links=[["A", "B"]])
    study["leakage"] = {"coalition": ["A"]}
    assert_same(etslink.run(study, **QUICK), results.sel(scenario=["benchmark", "unlinked", "linked"]))


def test_keys_are_set_and_scenarios_chosen(folder, results):
    looser = etslink.run(folder / "study.toml", {"market.B.cap.reduction_percent": 10, "market.A.cap": {"reduction_percent": 20.0}},
                         scenarios="unlinked", **QUICK)
    assert list(looser.scenario.values) == ["benchmark", "unlinked"]
    assert float(looser.carbon_price[1, 1]) < float(results.carbon_price[1, 1])
    two = etslink.run(folder / "study.toml", scenarios=["linked", "loose"], **QUICK)
    compared = "union_emissions_change"  # with the scenario 'unlinked', which is not among them
    assert_same(two.drop_vars(compared), results.sel(scenario=["benchmark", "linked", "loose"]).drop_vars(compared))
    with pytest.raises(KeyError, match="no scenario 'lynked'; it has 'benchmark', 'unlinked', 'linked', 'loose'"):
        etslink.run(folder / "study.toml", scenarios=["lynked"])


def test_a_named_output_is_kept_and_others_leave_nothing(folder, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    etslink.run(folder / "study.toml", scenarios="unlinked", output=tmp_path / "kept.h5", **QUICK)
    assert "commodity_price" in etslink.open(tmp_path / "kept.h5", "state")
    assert list((tmp_path / "temporary").iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept.h5", "temporary"]


@pytest.mark.parametrize("form", ["file", "file with scenarios", "study", "dictionary"])
def test_errors_have_the_message_with_file_and_line(form, text, tmp_path):
    path = tmp_path / "wrong.toml"
    path.write_text(text.replace("share = 0.9", "shar = 0.9"))
    line = 1 + path.read_text().splitlines().index("shar = 0.9")
    study = {"study": etslink.Study.read(path), "dictionary": tomllib.loads(path.read_text())}.get(form, path)
    with pytest.raises(etslink.InputError) as caught:
        etslink.run(study, scenarios="linked" if form == "file with scenarios" else None)
    error = caught.value
    assert error.exit_code == 2
    assert error.message.endswith("unknown key 'shar' in [market.A]; did you mean 'share'?")
    assert error.file == (str(path) if form.startswith("file") else "<study>")
    assert error.line == line or form == "dictionary"
    assert error.source_line == "shar = 0.9"
    assert str(error) == f"{error.message}\n  {error.line} | shar = 0.9"
    assert error.command[1] == "run"


def test_a_file_that_had_to_be_written_anew_is_not_named_with_a_wrong_line(text, tmp_path):
    path = tmp_path / "braces.toml"
    head = text[:text.index("[scenario.benchmark]")].replace("share = 0.9", "shar = 0.9")
    path.write_text(head + "[scenario]\nunlinked = {}\nlinked = { links = [['A', 'B']] }\n")
    with pytest.raises(etslink.InputError) as caught:
        etslink.run(path, scenarios="linked")
    assert (caught.value.file, caught.value.source_line) == ("<study>", "shar = 0.9")


def test_errors_without_a_place_have_none(folder, tmp_path):
    with pytest.raises(etslink.InputError, match=r"^--set market.A.capp=1: unknown key 'capp'") as caught:
        etslink.run(folder / "study.toml", {"market.A.capp": 1})
    assert (caught.value.file, caught.value.line, caught.value.source_line) == (None, None, None)
    with pytest.raises(etslink.InputError, match="none.toml: file not found"):
        etslink.run(tmp_path / "none.toml")
    with pytest.raises(etslink.InputError, match="unrecogni[sz]ed option|unknown option"):
        etslink.run(folder / "study.toml", colour="blue")
    with pytest.raises(etslink.EtslinkError, match="can't be written"):
        etslink.run(folder / "study.toml", output=tmp_path / "no folder/x.h5")


def test_without_the_program_the_error_says_where_it_was_sought(monkeypatch, tmp_path):
    monkeypatch.setenv("ETSLINK_BINARY", str(tmp_path / "etslink"))
    with pytest.raises(FileNotFoundError, match="is not at .*/etslink: build it"):
        etslink.program()


def test_what_is_not_solved_is_marked_warned_of_or_raised(folder, root):
    keys = {**NEVER_SOLVED, "study.nests": str(root / NEVER_SOLVED["study.nests"])}
    with pytest.warns(etslink.UnsolvedWarning, match="scenario 'unlinked'"):
        results = etslink.run(folder / "study.toml", keys, scenarios="unlinked", **QUICK)
    assert results.solver_status.values.tolist() == ["solved", "not converged"]
    assert results.carbon_price.isnull().all()
    assert results.etslink.table().loc["carbon price"].isna().all().all()
    with pytest.raises(etslink.NotSolvedError, match="scenario 'unlinked'") as caught:
        etslink.run(folder / "study.toml", keys, scenarios="unlinked", strict=True, **QUICK)
    assert_same(caught.value.results, results)
    assert caught.value.exit_code == 1
    with pytest.raises(etslink.NotSolvedError, match="scenario 'unlinked'"):
        etslink.sensitivity(folder / "study.toml", keys, of="carbon_price", to="caps")


def test_an_old_file_is_not_taken_for_results_that_could_not_be_written(folder, tmp_path, monkeypatch):
    old = tmp_path / "old.h5"
    old.write_bytes((folder / "study.h5").read_bytes())
    program = tmp_path / "etslink"
    program.write_text("#!/bin/sh\necho 'error: old.h5: no space left' >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("ETSLINK_BINARY", str(program))
    with pytest.raises(etslink.EtslinkError, match="no space left"):
        etslink.run(folder / "study.toml", output=old)


def test_warnings_of_the_program_are_those_of_the_line_that_asked(folder):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        etslink.run(folder / "study.toml", {"elasticities.leisure_ratio": 1}, scenarios="unlinked", **QUICK)
    [warning] = [w for w in caught if "parameter 'leisure_ratio' has no effect" in str(w.message)]
    assert warning.category is etslink.EtslinkWarning
    assert warning.filename == __file__


def test_progress_is_shown_where_it_is_wanted(folder, capsys):
    etslink.run(folder / "study.toml", scenarios="unlinked", **QUICK)
    assert capsys.readouterr() == ("", "")
    etslink.run(folder / "study.toml", scenarios="unlinked", progress=True, **QUICK)
    assert "scenario 2 of 2 done: unlinked\n" in capsys.readouterr().err


IN_THREADS = """
import sys
from concurrent.futures import ThreadPoolExecutor
sys.path.insert(0, "python")
import etslink
etslink.open(sys.argv[1])
def price(cut):
    options = {"results.channels": False, "results.abatement_cost": False, "market.B.cap.reduction_percent": cut}
    return float(etslink.run(sys.argv[2], options, scenarios="unlinked", solver="newton-krylov", threads=1).carbon_price[1, 1])
with ThreadPoolExecutor(3) as pool:
    prices = list(pool.map(price, range(5, 35, 5)))
assert prices == sorted(prices) and prices == [price(cut) for cut in range(5, 35, 5)]
"""


def test_runs_in_threads_are_right_and_quiet(folder):
    command = [sys.executable, "-W", "ignore", "-c", IN_THREADS, str(folder / "study.h5"), str(folder / "study.toml")]
    done = subprocess.run(command, text=True, capture_output=True, check=False)
    assert (done.returncode, done.stderr[-1000:]) == (0, "")


INTERRUPTED = """
import sys
sys.path.insert(0, "python")
import etslink
etslink.run("studies/northeast_asia.toml", output=sys.argv[1], solver="ipopt", threads=1, progress=True)
"""


def test_control_c_writes_what_is_finished(tmp_path):
    command = [sys.executable, "-c", INTERRUPTED, str(tmp_path / "part.h5")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        while "scenario 1 of" not in (line := process.stderr.readline()):
            assert line, "the run has ended"
        process.send_signal(signal.SIGINT)
        told = process.stderr.read()
    assert process.returncode in (1, -signal.SIGINT)
    assert "KeyboardInterrupt" in told
    status = etslink.open(tmp_path / "part.h5").solver_status
    assert {"solved", "interrupted"} <= set(status.values.ravel())


def test_curves_coalitions_sweeps_and_sensitivities_are_those_of_the_command_line(folder, tiny_sweep, tmp_path):
    curves = etslink.macc(folder / "study.toml", points=5, to=40, **QUICK)
    assert (curves.etslink.kind, curves.sizes["point"], float(curves.path_percent[-1])) == ("macc", 5, 40)
    assert curves.etslink.table().columns.tolist() == ["A alone", "B alone"]
    assert list(etslink.macc(folder / "study.toml", scenarios="linked", points=2, **QUICK).curve.values) == ["linked: A+B"]
    games = etslink.coalitions(folder / "study.toml", markets=["A", "B"], caps_of="unlinked", output=tmp_path / "games.h5", **QUICK)
    assert games.etslink.kind == "coalitions"
    assert_same(games, etslink.open(tmp_path / "games.h5"))
    gains = games.etslink.gains()
    assert gains.index.tolist() == sorted(gains.index, key=lambda name: -gains.loc[name, "sum"])
    welfare = games.welfare_ev.sel(scenario="A+B") - games.welfare_ev.sel(scenario="A|B")
    np.testing.assert_allclose(gains.loc["A+B", ["A", "B"]].astype(float), welfare.values, atol=1e-6)
    np.testing.assert_array_equal(games.etslink.linked_minus_unlinked().welfare_ev.values[0], welfare.values)
    drawn = etslink.sweep(tiny_sweep, samples=3, seed=2)
    assert (drawn.etslink.kind, drawn.sizes["sample"]) == ("sweep", 3)
    np.testing.assert_allclose(drawn.carbon_price_mean, drawn.carbon_price.mean("sample"))
    assert drawn["quantile"].values.tolist() == [0.05, 0.25, 0.5, 0.75, 0.95]
    table = drawn.etslink.table()
    assert table.loc[("carbon_price", "USD/t", "A", "linked"), "mean"] == float(drawn.carbon_price_mean.sel(scenario="linked", market="A"))
    slopes = etslink.sensitivity(folder / "study.toml", of=["carbon_price"], to="caps", output=tmp_path / "slopes.csv")
    assert slopes.effect_of_one_percent.dtype == float
    assert slopes.note.tolist() == [""] * len(slopes)
    pd.testing.assert_frame_equal(slopes, etslink.open(tmp_path / "slopes.csv"))


def test_parts_of_a_sweep_are_the_sweep(tiny_sweep, tmp_path):
    whole = etslink.sweep(tiny_sweep, samples=10)
    parts = [etslink.sweep_shard(tiny_sweep, f"{part}/2", tmp_path / f"{part}.shard", samples=10) for part in (1, 2)]
    assert_same(etslink.merge(parts), whole)
    assert_same(etslink.merge(parts, tmp_path / "sweep.h5"), whole)
    assert_same(etslink.open(tmp_path / "sweep.h5"), whole)
    with pytest.raises(etslink.InputError, match="force"):
        etslink.merge(parts, tmp_path / "sweep.h5")
    assert_same(etslink.merge(parts, tmp_path / "sweep.h5", force=True), whole)
    with pytest.raises(etslink.EtslinkError):
        etslink.merge(parts[:1])
    with pytest.raises(ValueError, match="1.shard is the journal or a part of a sweep: etslink.merge puts parts together"):
        etslink.open(parts[0])


def test_a_page_is_written_of_files(folder, tmp_path):
    slopes = tmp_path / "slopes.csv"
    etslink.sensitivity(folder / "study.toml", of="carbon_price", to="caps", output=slopes)
    for files in (folder / "study.h5", [folder / "study.h5", slopes]):
        page = etslink.report(files, tmp_path / "page.html").read_text(encoding="utf-8")
        assert "two_by_two" in page and "<html" in page
    with pytest.raises(etslink.InputError, match="none.h5"):
        etslink.report(tmp_path / "none.h5", tmp_path / "other.html")


def test_markets_outside_of_a_coalition_game_have_no_gains(text):
    study = etslink.Study.parse(text)
    covered = study["market"]["B"]["sectors"][1]
    study.set("market.B.sectors", ["ELE"])
    study.market("AA", regions=["B"], sectors=[covered], cap={"reduction_percent": 10})
    games = etslink.coalitions(study, markets=["A", "AA"], **QUICK)
    assert games.market.values.tolist() == ["A", "B", "AA"]
    assert games.gain.sel(market="B").isnull().all() and games.gain.sel(market=["A", "AA"]).notnull().all()
    assert "B" not in games.etslink.gains()


def test_other_files_are_refused_and_all_kinds_opened(folder, root, tmp_path):
    assert isinstance(etslink.open(root / "data/nea2011"), etslink.Benchmark)
    assert isinstance(etslink.open(folder / "study.toml"), etslink.Study)
    with pytest.raises(FileNotFoundError):
        etslink.open(tmp_path / "none.h5")
    (tmp_path / "x.txt").write_text("text")
    with pytest.raises(ValueError, match="is no results file, table, study or benchmark folder"):
        etslink.open(tmp_path / "x.txt")
    xr.Dataset({"a": 1}).to_netcdf(tmp_path / "other.nc")
    with pytest.raises(ValueError, match="no results file of etslink: its format is 'not stated'"):
        etslink.open(tmp_path / "other.nc")
    (tmp_path / "cut.h5").write_bytes((folder / "study.h5").read_bytes()[:5000])
    with pytest.raises(OSError, match="cut.h5: can't be read"):
        etslink.open(tmp_path / "cut.h5")
    call(["export", str(folder / "study.h5"), "--iamc", "-o", str(tmp_path / "study.csv")])
    assert etslink.open(tmp_path / "study.csv").Value.dtype == float


def test_linked_minus_unlinked_is_the_difference_with_its_unit(results):
    change = results.etslink.linked_minus_unlinked()
    assert change.scenario.values.tolist() == ["linked"]
    assert change.compared_with.values.tolist() == ["unlinked"]
    assert float(change.welfare_ev[0, 0]) == float(results.welfare_ev[2, 0] - results.welfare_ev[1, 0])
    assert (change.gdp_change.attrs["units"], change.welfare_ev.attrs["units"]) == ("percentage points", "million benchmark USD")
    assert "solver_residual" not in change
    assert results.gdp_change.attrs["units"] == "%"
    back = results.etslink.linked_minus_unlinked(linked="unlinked", unlinked="linked")
    assert float(back.welfare_ev[0, 0]) == -float(change.welfare_ev[0, 0])
    with pytest.raises(ValueError, match="say which by linked= and unlinked="):
        results.sel(scenario=["unlinked", "loose"]).etslink.linked_minus_unlinked()


def test_the_table_is_the_one_that_the_program_prints(folder, results):
    printed = call(["info", str(folder / "study.h5")]).output
    lines = printed.splitlines()
    first = next(number for number, line in enumerate(lines) if line.split() == ["unlinked", "linked", "loose"])
    lines, scenarios = lines[first:], lines[first].split()
    numbers = [line.split()[-len(scenarios):] for line in lines[1:] if line.startswith("  ")]
    table = results.etslink.table()
    assert table.columns.tolist() == scenarios
    assert len(table) == len(numbers) > 20
    for (place, row), texts in zip(table.iterrows(), numbers):
        for value, text in zip(row, texts):
            assert (text == "-") == np.isnan(value), place
            assert text == "-" or f"{value:.{len(text.partition('.')[2])}f}" in (text, f"-{text}"), place  # -0 is printed as 0


def test_versions_of_package_and_program_are_one(root):
    stated = tomllib.loads((root / "python/pyproject.toml").read_text())["project"]["version"]
    assert etslink.program_version().split()[0] == etslink.__version__ == stated
