# SPDX-License-Identifier: Apache-2.0
"""The file of `etslink sweep`: opened by xarray with labels, statistics as NumPy has them, damage and full disks reported."""
import os
import re
import shutil
import subprocess

import numpy as np
import pytest
import xarray
from doc_blocks import MPIRUN
from scipy import stats
from tiny_sweep import write_sweep

SAMPLES = 60


@pytest.fixture(scope="module")
def study(root, tmp_path_factory):
    return write_sweep(root, tmp_path_factory.mktemp("sweep"), SAMPLES)


@pytest.fixture(scope="module")
def whole(etslink, study):
    run = etslink("sweep", study, "-o", study.parent / "whole.h5", "--quiet")
    assert run.returncode == 0, run.stderr
    return study.parent / "whole.h5"


def test_samples_are_those_of_the_dry_run_and_results_those_of_a_run(etslink, study, whole):
    run = etslink("sweep", study, "--dry-run")
    assert run.returncode == 0, run.stderr
    rows = [line.split(",") for line in run.stdout.splitlines()]
    assert rows[0] == ["sample", "weight", "cap", "trade"]
    with xarray.open_dataset(whole) as sweep:
        assert sweep.parameter.dims == ("sample", "axis")
        assert sweep.carbon_price.dims == ("sample", "scenario", "market")
        np.testing.assert_array_equal(sweep.parameter, np.array(rows[1:], float)[:, 2:])
        cap = float(sweep.parameter.sel(axis="cap")[7])
        assert (sweep.solver_status == 0).all()
        prices = sweep.carbon_price.isel(sample=7).sel(scenario="linked").values
        # The first sample alone: only its elasticities stand in no study file, so that caps alone are compared below.
        assert np.isfinite(prices).all() and 5 <= cap <= 60


def test_one_sample_is_a_run_with_its_values(etslink, root, study, tmp_path):
    text = study.read_text()
    caps_only = tmp_path / "caps.toml"
    caps_only.write_text(text[: text.index("[sweep.axis.trade]")])
    assert etslink("sweep", caps_only, "-o", tmp_path / "caps.h5", "--samples", "9", "--quiet").returncode == 0
    with xarray.open_dataset(tmp_path / "caps.h5") as sweep:
        for sample in (0, 7, 8):  # first of a unit, one with a parent, first of the next unit
            cap = float(sweep.parameter[sample, 0])
            run = etslink("run", caps_only, "-o", tmp_path / "run.h5", "--set", f"market.A.cap.reduction_percent={cap!r}",
                          "--solver", "ipopt", "--quiet", "--set", "results.abatement_cost=false", "--set", "results.channels=false")
            assert run.returncode == 0, run.stderr
            with xarray.open_dataset(tmp_path / "run.h5") as single:
                for name in ("carbon_price", "gdp_change", "welfare_ev", "leakage_rate", "co2"):
                    np.testing.assert_allclose(sweep[name].isel(sample=sample), single[name].sel(scenario=sweep.scenario),
                                               rtol=1e-7, atol=1e-7, err_msg=name)


def test_statistics_match_numpy_and_scipy(whole):
    with xarray.open_dataset(whole) as sweep, xarray.open_dataset(whole, group="statistics") as statistics:
        column = sweep.gdp_change.sel(scenario="linked", region="A").values
        found = statistics.sel(scenario="linked", region="A")
        np.testing.assert_allclose(found.gdp_change_mean, column.mean(), rtol=1e-12)
        np.testing.assert_allclose(found.gdp_change_deviation, column.std(ddof=1), rtol=1e-12)
        np.testing.assert_allclose(found.gdp_change_quantiles, np.quantile(column, [0.05, 0.25, 0.5, 0.75, 0.95]), rtol=1e-12)
        np.testing.assert_allclose(found.gdp_change_running_mean[-1], column.mean(), rtol=1e-12)
        cap = sweep.parameter.sel(axis="cap").values
        np.testing.assert_allclose(found.gdp_change_pearson.sel(axis="cap"), np.corrcoef(column, cap)[0, 1], rtol=1e-9)
        np.testing.assert_allclose(found.gdp_change_spearman.sel(axis="cap"), stats.spearmanr(column, cap).statistic, rtol=1e-9)


CAPS_OUT_OF_REACH = """
[study]
name = "caps out of reach"
benchmark = "{root}/tests/fixtures/tiny_taxes"
nests = "{root}/data/nests/klem.toml"

[market.A]
regions = ["A"]
sectors = ["ELE", "CEM"]
cap = {{ reduction_percent = 20 }}

[market.B]
regions = ["B"]
sectors = ["ELE", "CEM"]
cap = {{ reduction_percent = 20 }}

[scenario.unlinked]

[scenario.linked]
links = [["A", "B"]]
caps = {{ A = {{ reduction_percent = 20 }}, B = {{ reduction_percent = 99.99 }} }}

[sweep]
design = "monte_carlo"
samples = 24
seed = 3
scenarios = ["unlinked", "linked"]
indicators = ["gdp_change", "carbon_price"]

[sweep.axis.cap]
keys = ["scenario.linked.caps.A.reduction_percent", "market.A.cap.reduction_percent"]
distribution = {{ uniform = [10, 99.99] }}
"""


def test_scenarios_are_compared_over_the_samples_that_all_of_them_solve(etslink, root, tmp_path):
    """With B's emissions near zero in the link, the deep cuts of A are solved without it alone."""
    study = tmp_path / "sweep.toml"
    study.write_text(CAPS_OUT_OF_REACH.format(root=root))
    run = etslink("sweep", study, "-o", tmp_path / "out.h5")
    assert run.returncode == 1
    with xarray.open_dataset(tmp_path / "out.h5") as sweep, xarray.open_dataset(tmp_path / "out.h5", group="statistics") as found:
        solved = (sweep.solver_status == 0).values
        common = solved.all(axis=1)
        assert 0 < common.sum() < solved[:, 0].sum(), "a scenario has solutions that the other has not"
        assert found.attrs["common_samples"] == common.sum()
        for scenario in ("unlinked", "linked"):
            column = sweep.gdp_change.sel(scenario=scenario, region="A").values[common]
            at = found.sel(scenario=scenario, region="A")
            assert at.gdp_change_averaged == at.gdp_change_count == common.sum()
            np.testing.assert_allclose(at.gdp_change_mean, column.mean(), rtol=1e-12)
            np.testing.assert_allclose(at.gdp_change_largest, column.max(), rtol=1e-15)
            cap = sweep.parameter.sel(axis="cap").values[common]
            np.testing.assert_allclose(at.gdp_change_pearson.sel(axis="cap"), np.corrcoef(column, cap)[0, 1], rtol=1e-9)
    heading = run.stdout.splitlines()
    assert heading[0].endswith(f"{24 - common.sum()} failed; statistics over the {common.sum()} that all scenarios have solved")
    assert heading[2].split()[:3] == ["samples", "mean", "deviation"]
    rows = [line.split() for line in heading[3:]]
    assert rows and all(row[3] == str(common.sum()) for row in rows if row[0] == "gdp_change")


def test_the_example_of_the_page_runs(etslink, root, tmp_path, monkeypatch):
    page = (root / "docs/sweeps.md").read_text()
    example, = re.findall(r"^```python\n(.*?)^```", page, re.M | re.S)
    run = etslink("sweep", "studies/northeast_asia_sweep.toml", "--samples", "8", "-o", tmp_path / "sweep.h5", "--quiet")
    assert run.returncode in (0, 1), run.stderr
    monkeypatch.chdir(tmp_path)
    lines = example.splitlines()
    values = {}
    for line in lines[:-2]:
        exec(line, values)  # pylint: disable=exec-used
    quantiles, correlation = (eval(line, values) for line in lines[-2:])  # pylint: disable=eval-used
    assert quantiles.shape == (2,) and np.isfinite(quantiles).all()
    assert correlation.dims == ("scenario", "axis") and np.isfinite(correlation).all()
    assert "cap_KOR" in correlation.axis.values


def test_damage_in_the_middle_is_reported_and_computed_again(etslink, study, whole):
    folder = study.parent
    assert etslink("sweep", study, "-o", folder / "all.shard", "--shard", "1/1", "--quiet").returncode == 0
    content = bytearray((folder / "all.shard").read_bytes())
    content[len(content) // 2] ^= 0xFF
    (folder / "damaged.h5.journal").write_bytes(content)
    run = etslink("sweep", study, "-o", folder / "damaged.h5", "--resume")
    assert run.returncode == 0, run.stderr
    assert "damaged bytes; the samples in them are computed again" in run.stderr
    assert etslink("diff", whole, folder / "damaged.h5").returncode == 0


def test_a_full_disk_keeps_what_was_finished(etslink, root, study, whole, tmp_path):
    """A limit on the size of files stands for the disk: the system refuses the write the same way."""
    binary = os.environ.get("ETSLINK_BINARY", "build/release/etslink")
    binary = binary if os.path.isabs(binary) else root / binary
    output = tmp_path / "out.h5"
    etslink("sweep", study, "-o", tmp_path / "one.shard", "--shard", "1/1", "--quiet")
    kilobytes = (tmp_path / "one.shard").stat().st_size // 2048
    command = f"trap '' XFSZ; ulimit -f {kilobytes}; exec '{binary}' sweep '{study}' -o '{output}' --quiet"
    run = subprocess.run(["bash", "-c", command], cwd=root, text=True, capture_output=True, check=False)
    assert run.returncode == 1
    assert "can't be written" in run.stderr and "--resume" in run.stderr
    assert not output.exists()
    kept = (tmp_path / "out.h5.journal").stat().st_size
    assert kept > kilobytes * 1024 * 0.7
    run = etslink("sweep", study, "-o", output, "--resume", "--quiet")
    assert run.returncode == 0, run.stderr
    assert etslink("diff", whole, output).returncode == 0


@pytest.mark.skipif(not all(map(shutil.which, ("mpirun",))), reason="MPI is not installed (mpirun)")
def test_ranks_give_the_same_bits(etslink, root, study, whole, tmp_path):
    binary = os.environ.get("ETSLINK_BINARY", "build/release/etslink")
    binary = binary if os.path.isabs(binary) else root / binary
    for ranks in (2, 3):
        output = tmp_path / f"{ranks}.h5"
        run = subprocess.run([*MPIRUN, "-n", str(ranks), binary, "sweep", study, "-o", output, "--quiet"], cwd=root, text=True, capture_output=True, check=False)
        if "built without MPI" in run.stderr:
            pytest.skip("the program was built without MPI")
        assert run.returncode == 0, run.stderr
        assert etslink("diff", whole, output).returncode == 0


def test_impossible_values_are_marked_and_keep_their_parameters(etslink, root, tmp_path):
    study = write_sweep(root, tmp_path, 16, least=60, largest=130)
    run = etslink("sweep", study, "-o", tmp_path / "out.h5", "--quiet")
    assert run.returncode == 1
    with xarray.open_dataset(tmp_path / "out.h5") as sweep:
        cap = sweep.parameter.sel(axis="cap")
        impossible = (sweep.solver_status.sel(scenario="unlinked") == 3).values
        np.testing.assert_array_equal(impossible, cap.values > 100)
        assert 0 < impossible.sum() < 16
        assert sweep.gdp_change.sel(scenario="unlinked").isnull().all("region").values[impossible].all()
        assert sweep.attrs["failed_samples"] == sweep.failure_sample.to_series().nunique()
        assert "reduction_percent" in str(sweep.failure_message.values[sweep.failure_sample.values == int(np.argmax(impossible))][0])


def test_records_of_another_sweep_are_refused(etslink, study, tmp_path):
    shards = []
    for name, seed in (("a", "5"), ("b", "6")):
        run = etslink("sweep", study, "-o", tmp_path / name, "--shard", "1/2", "--seed", seed, "--quiet", "--samples", "24")
        assert run.returncode == 0, run.stderr
        content = (tmp_path / name).read_bytes()
        shards.append((content[:content.rindex(b"unit")], content[content.rindex(b"unit"):]))
    spliced = shards[0][0] + shards[1][1]
    (tmp_path / "spliced").write_bytes(spliced)
    (tmp_path / "out.journal").write_bytes(spliced)
    for command in (["merge", tmp_path / "spliced", "-o", tmp_path / "m.h5"], ["info", tmp_path / "spliced"],
                    ["sweep", study, "-o", tmp_path / "out", "--shard", "1/2", "--seed", "5", "--samples", "24", "--resume"]):
        run = etslink(*command)
        assert run.returncode == 2, run.stderr
        assert "holds samples of another sweep" in run.stderr
    assert (tmp_path / "out.journal").read_bytes() == spliced


def test_ten_million_samples_begin_to_be_printed_at_once(root, study):
    binary = os.environ.get("ETSLINK_BINARY", "build/release/etslink")
    binary = binary if os.path.isabs(binary) else root / binary
    lines = {}
    for samples in ("10000000", "16"):
        process = subprocess.Popen([binary, "sweep", study, "--dry-run", "--samples", samples], cwd=root, text=True, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL)
        lines[samples] = [process.stdout.readline() for _ in range(17)]
        seconds = sum(os.times()[2:4])
        process.kill()
        process.communicate()
        assert sum(os.times()[2:4]) - seconds < 2, "all were drawn before the first was printed"
    # Only the weight depends on the number of samples.
    values = [[line.split(",")[2:] for line in some] for some in lines.values()]
    assert values[0] == values[1]


def test_info_shows_a_sweep_and_a_shard(etslink, study, whole, tmp_path):
    run = etslink("info", whole)
    assert run.returncode == 0, run.stderr
    assert f"\naxis sample: {SAMPLES}\n" in run.stdout and "\ngdp_change [%] (sample, scenario, region): " in run.stdout
    assert "gdp_change_mean" not in run.stdout
    table = run.stdout[run.stdout.index(f"\n{SAMPLES} samples ("):]
    assert table.strip() == etslink("sweep", study, "-o", tmp_path / "again.h5").stdout.strip(), "the table of the command"
    assert "\ngdp_change_mean [%] (scenario, region): " in etslink("info", whole, "--variables").stdout
    assert etslink("sweep", study, "-o", tmp_path / "shard", "--shard", "2/4", "--quiet").returncode == 0
    run = etslink("info", tmp_path / "shard")
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("shard 2/4 of a sweep of ") and run.stdout.endswith("2 of 2 work units of 8 samples are finished\n")
    run = etslink("export", whole, "--iamc", "-o", tmp_path / "x.csv")
    assert run.returncode == 2
    assert "is a file of 'etslink sweep 1', not of 'etslink results 2'" in run.stderr
