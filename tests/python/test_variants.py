# SPDX-License-Identifier: Apache-2.0
"""A file with variants holds for each what a study that states the variant alone gives, to the last digits; every command takes one."""
import subprocess
import sys

import h5py
import numpy as np
import pandas
import pytest
import xarray

from etslink.__main__ import main as draw

from auditor import Audit
from auditor_graph import is_text_dimension, results_of, text, text_attribute
from study_text import stated_study
from test_auditor import documented_names
from test_recompute_rules import broken_rules

FIXTURE = "tests/fixtures/studies/variants.toml"
QUICK = ("--quiet", "--solver", "newton-krylov")
LIMIT = 1e-8
KLEM, GTAP_E = "klem.toml", "gtap_e.toml"
LABOUR = '{ rule = "minimum_wage", factor = "LAB", minimum = 1, unemployment_percent = 4 }'

# What the study says in place of what, where it states a variant alone; `data` is another benchmark of the same sets.
ALONE = {
    "klem": [],
    "gtap_e": [(KLEM, GTAP_E)],
    "trade": [("esubd = { default = 3, A = { ELE = 2 } }", "esubd = 1.5\nesubm = 4"), ("process_nu = 0.3\n", "")],
    "wage_curve": [(LABOUR, '{ rule = "wage_curve", factor = "LAB", unemployment_percent = 6, elasticity = 0.2 }')],
    "closures": [("minimum = 1", "minimum = 0.99"),
                 ('government = "fixed_share"', 'investment = "fixed_saving_share"\ncarbon_in_tax_base = true')],
    "policy": [("reduction_percent = 10", "percent_of_benchmark = 85"), ('revenue = "government"\n', ""), ("mt = 2", "mt = 4")],
    "data": [('"BENCHMARK"', '"OTHER"')],
}
DATA = '\n[variant.data.study]\nbenchmark = "OTHER"\n'


def replaced(content, pairs):
    for old, new in pairs:
        assert content.count(old) == 1, old
        content = content.replace(old, new)
    return content


@pytest.fixture(scope="module")
def studies(root, tmp_path_factory):
    """The study with all variants, and those that state one alone, by name; the first is also `all`."""
    folder = tmp_path_factory.mktemp("variants")
    for name in ("BENCHMARK", "OTHER"):
        (folder / name).mkdir()
        for file in (root / "tests/fixtures/tiny_taxes").iterdir():
            content = file.read_text()
            if (name, file.name) == ("OTHER", "co2.csv"):
                content = replaced(content, [("A,ELE,COL,,co2,124.0", "A,ELE,COL,,co2,150")])
            (folder / name / file.name).write_text(content)
    whole = replaced((root / FIXTURE).read_text(), [("../tiny_taxes", "BENCHMARK")]).replace("../../..", str(root)) + DATA
    written = whole.partition("[variant.")[0].replace('variant_name = "klem"\n', "")
    texts = {"all": whole} | {name: replaced(written, pairs) for name, pairs in ALONE.items()}
    paths = {}
    for name, content in texts.items():
        paths[name] = folder / f"{name}.toml"
        paths[name].write_text(content)
    return paths


@pytest.fixture(scope="module")
def files(etslink, studies):
    """The results of each."""
    found = {name: path.with_suffix(".h5") for name, path in studies.items()}
    for name, path in studies.items():
        run = etslink("run", path, "-o", found[name], *QUICK)
        assert run.returncode == 0, f"{name}: {run.stderr}"
    return found


def test_the_variants_are_those_of_this_test(files):
    with h5py.File(files["all"]) as file:
        assert text(file["variant"]) == list(ALONE)
        assert list(file["variants"]) == list(ALONE)
        assert text(file["variant_description"])[1] == "nests of GTAP-E"


@pytest.mark.parametrize("variant", ALONE)
def test_a_variant_has_the_values_of_a_study_that_states_it_alone(variant, etslink, files):
    same = etslink("diff", files["all"], files[variant], "--variant", variant, "--values", "--tolerance", "1e-12", "--absolute", "1e-9")
    assert same.returncode == 0, same.stdout
    others = [name for name in ALONE if name != variant]
    for other in others:
        assert etslink("diff", files["all"], files[other], "--variant", variant, "--values", "--tolerance", "1e-6").returncode == 1, other


@pytest.mark.parametrize("variant", ALONE)
def test_the_root_group_has_the_values_of_every_variant(variant, files):
    with h5py.File(files["all"]) as file:
        place, group = text(file["variant"]).index(variant), results_of(file, variant)
        names = {name for name, item in group.items() if isinstance(item, h5py.Dataset) and item.dtype == np.float64}
        assert names == {name for name, item in file.items() if isinstance(item, h5py.Dataset) and item.dtype == np.float64}
        for name in names:
            assert np.array_equal(file[name][place], group[name][()], equal_nan=True), name


def test_variants_differ_in_what_they_change(files):
    with h5py.File(files["all"]) as file:
        prices = file["carbon_price"][:, 1]
        assert len({tuple(row) for row in prices}) == len(ALONE)
        assert len({tuple(row) for row in file["gdp_change"][:, 2]}) == len(ALONE)


def test_variants_do_not_depend_on_threads_and_two_runs_give_the_same_file(etslink, studies, files, tmp_path):
    for number, threads in enumerate((1, 3)):
        path = tmp_path / f"{number}.h5"
        run = etslink("run", studies["all"], "-o", path, *QUICK, "--threads", threads)
        assert run.returncode == 0, run.stderr
        same = etslink("diff", files["all"], path)
        assert same.returncode == 0, same.stdout


@pytest.mark.parametrize("variant", ALONE)
def test_every_variable_and_condition_of_a_variant_can_be_recomputed(variant, files):
    audit = Audit(files["all"], variant)
    assert len(audit.solved) == 4
    error, scenario, what = audit.worst()
    assert error < LIMIT, f"{what} in {scenario}: {error}"


@pytest.mark.parametrize("variant", ALONE)
def test_what_a_variant_states_holds_in_its_equilibria_alone(variant, files):
    with h5py.File(files["all"]) as file:
        own = stated_study(results_of(file, variant))
        policy = stated_study(results_of(file, "policy"))
    audit = Audit(files["all"], variant)
    assert broken_rules(audit, own) == {}
    if variant != "policy":
        assert {"caps", "links"} <= {check for _, check in broken_rules(audit, policy)}


def test_every_variable_of_variants_is_documented(files, root):
    names = documented_names(root, ())
    section = (root / "docs/results.md").read_text().split("\n## Variants")[1].split("\n## ")[0]
    with h5py.File(files["all"]) as file, h5py.File(files["klem"]) as alone:
        members = [{name for name in group if not is_text_dimension(name)} for group in (file, alone)]
        assert members[0] - members[1] == {"variant", "variant_description", "variants"}
        assert members[1] - members[0] == {"state"}
        assert set(file.attrs) - set(alone.attrs) == {"variant"}
        found = {name for name, item in file.items() if isinstance(item, h5py.Dataset) and not is_text_dimension(name)}
    assert found - names == set()
    for name in ("`variant`", "`variant_description`", "`/variants/NAME`", "`@variant`"):
        assert name in section, name


def test_xarray_opens_the_variants(files):
    results = xarray.open_dataset(files["all"])
    assert results.carbon_price.dims == ("variant", "scenario", "market")
    assert results.carbon_price.sel(variant="trade", scenario="linked", market="A") > 0
    group = xarray.open_dataset(files["all"], group="variants/trade")
    assert list(group.scenario.values) == list(results.scenario.values)
    assert np.array_equal(group.gdp.values, results.gdp.sel(variant="trade").values)
    assert xarray.open_dataset(files["all"], group="variants/trade/state").edge_price.dims == ("scenario", "edge")


def cut(content, begin):
    return content[content.index(begin):]


def test_info_prints_the_first_with_the_range_or_one_variant(etslink, files):
    whole, alone = etslink("info", files["all"]).stdout, etslink("info", files["klem"]).stdout
    assert "scenario trade/linked: solved" in whole
    assert "\nvariant klem; in brackets the range over the variants " + ", ".join(ALONE) + "\n" in whole
    with h5py.File(files["all"]) as file:
        price = file["carbon_price"][:, 1, 0]
    assert f"{price[0]:.2f} ({price.min():.2f} to {price.max():.2f})" in whole
    one = etslink("info", files["all"], "--variant", "klem").stdout
    begin = "scenario benchmark: solved"
    assert cut(one, begin) == cut(alone, begin)
    assert "(variant, scenario, market)" in etslink("info", files["all"], "--variables").stdout


def test_run_may_solve_one_variant_and_then_writes_a_file_without_the_axis(etslink, studies, files, tmp_path):
    run = etslink("run", studies["all"], "-o", tmp_path / "one.h5", *QUICK, "--variant", "trade")
    assert run.returncode == 0, run.stderr
    assert etslink("diff", tmp_path / "one.h5", files["trade"], "--values").returncode == 0
    with h5py.File(tmp_path / "one.h5") as file:
        assert "variant" not in file
        assert text_attribute(file, "variant") == "trade"


@pytest.mark.parametrize("command, ending", [(["macc", "--points", "4", "--to", "10"], "h5"), (["coalitions"], "h5"),
                                             (["sensitivity", "--of", "gdp_change", "--to", "caps", "--scenario", "unlinked"], "csv")])
def test_a_command_takes_the_first_variant_or_the_one_that_is_named(command, ending, etslink, studies, tmp_path):
    verb, *options = command
    more = ("--quiet",) if verb == "sensitivity" else QUICK
    made = {}
    for study, variant in (("klem", None), ("trade", None), ("all", None), ("all", "trade")):
        path = made[study, variant] = tmp_path / f"{study}_{variant}.{ending}"
        run = etslink(verb, studies[study], *options, "-o", path, *more, *(["--variant", variant] if variant else []))
        assert run.returncode == 0, run.stderr

    def equal(a, b):
        if ending == "csv":
            return made[a].read_bytes() == made[b].read_bytes()
        return etslink("diff", made[a], made[b], "--values").returncode == 0
    assert equal(("all", None), ("klem", None))
    assert equal(("all", "trade"), ("trade", None))
    assert not equal(("all", None), ("all", "trade"))
    if ending == "h5":
        with h5py.File(made["all", "trade"]) as file:
            assert text_attribute(file, "variant") == "trade"


SWEEP = ('\n[sweep]\ndesign = "monte_carlo"\nsamples = 3\n'
         '[sweep.axis.cap]\nkey = "market.A.cap.reduction_percent"\ndistribution = { uniform = [10, 20] }\n')


def test_a_sweep_takes_a_variant_and_its_shards_no_other(etslink, studies, tmp_path):
    for name in ("all", "trade"):
        (studies[name].parent / f"sweep_{name}.toml").write_text(studies[name].read_text() + SWEEP)
    study = studies["all"].parent / "sweep_all.toml"
    for command in (["sweep", study, "--variant", "trade", "-o", tmp_path / "one.h5"],
                    ["sweep", study.with_name("sweep_trade.toml"), "-o", tmp_path / "alone.h5"],
                    ["sweep", study, "--variant", "trade", "--shard", "1/2", "-o", tmp_path / "1.shard"],
                    ["sweep", study, "--shard", "2/2", "-o", tmp_path / "2.shard"]):
        run = etslink(*command, "--quiet")
        assert run.returncode == 0, run.stderr
    same = etslink("diff", tmp_path / "one.h5", tmp_path / "alone.h5", "--values")
    assert same.returncode == 0, same.stdout
    with h5py.File(tmp_path / "one.h5") as file:
        assert text_attribute(file, "variant") == "trade"
    merged = etslink("merge", tmp_path / "1.shard", tmp_path / "2.shard", "-o", tmp_path / "merged.h5")
    assert (merged.returncode, "is of another sweep" in merged.stderr) == (2, True), merged.stderr


@pytest.mark.parametrize("command", ["run", "macc", "coalitions", "sensitivity", "sweep", "info", "diff", "export"])
def test_help_tells_what_variant_is_taken(command, etslink):
    text_of_help = " ".join(etslink(command, "--help").stdout.split())
    assert "--variant" in text_of_help
    assert "default:" in text_of_help.partition("--variant")[2].partition("--")[0]


def test_a_variant_that_there_is_not_is_refused(etslink, studies, files, tmp_path):
    for arguments in (["run", studies["all"]], ["macc", studies["all"]], ["coalitions", studies["all"]],
                      ["sensitivity", studies["all"], "--of", "gdp", "--to", "caps"]):
        run = etslink(*arguments, "--variant", "trades", "-o", tmp_path / "no.h5")
        assert (run.returncode, run.stderr) == (2, f"error: {studies['all']}: has no variant 'trades'; did you mean 'trade'?\n")
    for arguments in (["info", files["all"]], ["diff", files["all"], files["klem"]], ["export", "--iamc", files["all"]]):
        run = etslink(*arguments, "--variant", "trades")
        assert (run.returncode, run.stderr) == (2, f"error: {files['all']}: has no variant 'trades'; did you mean 'trade'?\n")
    run = etslink("info", files["klem"], "--variant", "trade")
    assert (run.returncode, run.stderr) == (2, f"error: {files['klem']}: has no variants, also no 'trade'\n")


def test_the_table_of_the_iamc_has_a_model_for_each_variant(etslink, files, tmp_path):
    tables = {}
    for name, file, options in (("all", "all", []), ("one", "all", ["--variant", "trade"]), ("alone", "trade", [])):
        run = etslink("export", "--iamc", files[file], "-o", tmp_path / f"{name}.csv", *options)
        assert run.returncode == 0, run.stderr
        tables[name] = pandas.read_csv(tmp_path / f"{name}.csv")
    models = list(dict.fromkeys(tables["all"].Model))
    program = tables["alone"].Model[0]
    assert models == [f"{program} ({variant})" for variant in ALONE]
    of_trade = tables["all"][tables["all"].Model == f"{program} (trade)"].reset_index(drop=True)
    pandas.testing.assert_frame_equal(of_trade, tables["one"])
    pandas.testing.assert_frame_equal(of_trade.drop(columns="Model"), tables["alone"].drop(columns="Model"))
    assert not tables["all"].duplicated(["Model", "Scenario", "Region", "Variable"]).any()


def test_a_scenario_that_one_variant_can_not_solve_is_marked_and_the_others_are_written(etslink, studies, files, tmp_path):
    study = tmp_path / "tight.toml"
    study.write_text(studies["all"].read_text().partition("[variant.")[0].replace('"BENCHMARK"', f'"{studies["all"].parent}/BENCHMARK"')
                     + '[variant.tight.market.A]\ncap = { mt = 0.0001 }\n[variant.trade.elasticities]\nesubd = { default = 1.5 }\n'
                     'esubm = 4\nprocess_nu = "none"\n')
    run = etslink("run", study, "-o", tmp_path / "tight.h5", "--solver", "newton-krylov")
    assert run.returncode == 1, run.stderr
    assert "error: variant 'tight': scenario 'unlinked': " in run.stderr
    assert "\nscenario tight/unlinked was not solved: " in run.stdout
    assert etslink("diff", tmp_path / "tight.h5", files["trade"], "--variant", "trade", "--values").returncode == 0
    with h5py.File(tmp_path / "tight.h5") as file:
        assert "tight/unlinked" in text_attribute(file, "unsolved_scenarios").split()
        assert "unlinked" in text_attribute(file["variants/tight"], "unsolved_scenarios").split()
        assert text_attribute(file["variants/trade"], "unsolved_scenarios") == ""
        assert np.isnan(file["gdp"][1, 1]).all()
        assert not np.isnan(file["gdp"][[0, 2]]).any()
        assert not np.isnan(file["gdp"][1, 0]).any()
    assert etslink("info", tmp_path / "tight.h5").returncode == 0


def test_messages_name_the_variant_that_they_are_about(etslink, studies, tmp_path):
    study = tmp_path / "unused.toml"
    study.write_text(studies["all"].read_text().partition("[variant.")[0].replace('"BENCHMARK"', f'"{studies["all"].parent}/BENCHMARK"')
                     .replace("process_nu = 0.3", "process_nu = 0.3\nleisure_ratio = 2")
                     + '[variant.more.elasticities]\nmake_transformation_elasticity = 3\n')
    run = etslink("run", study, "-o", tmp_path / "unused.h5", "--solver", "newton-krylov", "--set", "results.channels=false")
    assert run.returncode == 0, run.stderr
    told = [line for line in run.stderr.splitlines() if "has no effect" in line]
    assert [("variant 'more'" in line, "leisure_ratio" in line, "make_transformation" in line) for line in told] == \
        [(False, True, False), (True, False, True)], run.stderr


def test_scripts_show_the_first_variant_with_the_range(root, files, tmp_path):
    pictures = {}
    for name in ("all", "klem"):
        assert draw([str(files[name]), "-o", str(tmp_path / f"{name}.png")]) == 0
        pictures[name] = (tmp_path / f"{name}.png").read_bytes()
    assert pictures["all"] != pictures["klem"]
    page = tmp_path / "page.md"
    page.write_text("<!-- study_table: all: carbon_price A, gdp_change sum, leakage_rate -->\n")
    subprocess.run([sys.executable, root / "scripts/study_table.py", files["all"], page], check=True)
    with h5py.File(files["all"]) as file:
        price = file["carbon_price"][:, 1, 0]
    assert f"| unlinked | {price[0]:.1f} ({price.min():.1f} to {price.max():.1f}) |" in page.read_text()
