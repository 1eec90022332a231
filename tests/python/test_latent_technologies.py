# SPDX-License-Identifier: Apache-2.0
"""Technologies that stand idle at the benchmark enter at the carbon price where they break even, and energy stays balanced when they run."""
import re

import h5py
import numpy as np
import pytest

from auditor_graph import text

STUDY = "tests/fixtures/studies/every_instrument/latent.toml"
ENTRY = 1e-6  # relative, of a carbon price


class Runs:
    """Solves the scenario `tax` of a study at carbon prices."""

    def __init__(self, etslink, folder, study, more=()):
        self.etslink, self.path, self.study, self.more = etslink, folder / "run.h5", study, more

    def solve(self, price):
        run = self.etslink("run", self.study, "-o", self.path, "--quiet", "--solver", "newton-krylov", "--set", f"market.tax.price={price!r}",
                           "--set", f"market.tax_of_B.price={price!r}", *(word for setting in self.more for word in ("--set", setting)))
        assert run.returncode == 0, run.stderr
        return h5py.File(self.path)

    def value(self, name, price, region, code):
        with self.solve(price) as file:
            place = text(file["scenario"]).index("tax"), text(file["region"]).index(region), text(file["latent_technology"]).index(code)
            return file[name][place]

    def entry(self, region, code, low):
        """The price where the margin is gone, by secants from below, where it is smooth."""
        prices, margins = [0.8 * low, low], []
        for step in range(12):
            margins.append(self.value("latent_margin", prices[step], region, code))
            if step == 0:
                continue
            if abs(margins[-1]) < 1e-9:
                break
            slope = (margins[-1] - margins[-2]) / (prices[step] - prices[step - 1])
            prices.append(prices[step] - margins[-1] / slope * (1 if abs(margins[-1]) < 1e-3 else 0.97))
        assert prices[step] > 0 and margins[-1] <= 0
        return prices[step]


def break_even(file, region, code):
    """The carbon price at which revenue covers costs, all other prices as they are: of inputs in fixed proportion."""
    state, scenario = file["state"], text(file["scenario"]).index("tax")
    place = text(file["region"]).index(region)
    n = next(n for n, name in zip(state["idle_technology_activity"][:], text(state["idle_technology_code"]))
             if name == code and state["activity_region"][n] == place)
    q, output = state["edge_quantity0"][:], state["activity_quantity0"][n]
    mine = np.flatnonzero(state["edge_activity"][:] == n)
    p = state["commodity_price"][scenario][state["edge_commodity"][:][mine]]
    costs = np.sum(p * (1 + state["edge_tax"][scenario][mine]) * q[mine]) / output
    emitted = np.bincount(state["emission_edge"][:], state["emission_physical"][:], len(q))
    tonnes = np.sum((emitted * q)[mine]) / output + np.sum(state["process_intensity0"][:][state["process_activity"][:] == n])
    earned = state["commodity_price"][scenario][state["activity_output_commodity"][n]] * (1 - state["activity_output_tax"][scenario][n])
    return (earned - costs) / tonnes


@pytest.mark.parametrize("region,code,low", [("A", "coal_ccs", 10.0), ("B", "coal_ccs", 10.0)])
def test_it_enters_where_it_breaks_even(etslink, tmp_path, region, code, low):
    runs = Runs(etslink, tmp_path, STUDY)
    price = runs.entry(region, code, low)
    with runs.solve(price) as file:
        assert abs(break_even(file, region, code) / price - 1) < ENTRY
    assert abs(runs.value("latent_output", price * (1 - 10 * ENTRY), region, code)) < 1e-9
    assert runs.value("latent_output", price * (1 + 10 * ENTRY), region, code) > 1e-5


def test_energy_is_balanced_where_they_run(etslink, root, tmp_path):
    path = tmp_path / "latent.h5"
    run = etslink("run", root / STUDY, "-o", path, "--quiet", "--solver", "newton-krylov")
    assert run.returncode == 0, run.stderr
    with h5py.File(path) as file:
        assert np.nanmax(file["latent_output"][:]) > 1
        made, used = file["fuel_output"][:].sum(axis=1), file["fuel_use"][:].sum(axis=1)
        assert np.allclose(made, used, rtol=1e-9)
        power, users = file["electricity_output"][:].sum(axis=1), file["electricity_use"][:].sum(axis=(1, 2))
        assert np.allclose(power, users, rtol=1e-9)
        # What a latent technology makes is in the volume of the one that it competes with; the folder has six digits.
        part = np.nansum(file["technology_output"][:], axis=2) / file["electricity_output"][:]
        assert np.allclose(part, part[0], rtol=1e-9) and np.allclose(part, 1, rtol=1e-8)
        assert np.nansum(file["latent_output"][:], axis=(1, 2)).max() < power.max()


def test_nothing_runs_at_a_loss(etslink, root, tmp_path):
    path = tmp_path / "latent.h5"
    assert etslink("run", root / STUDY, "-o", path, "--quiet", "--solver", "newton-krylov").returncode == 0
    with h5py.File(path) as file:
        output, margin = file["latent_output"][:], file["latent_margin"][:]
        runs = output > 1e-6
        assert runs.any() and (output < 1e-6).any()
        assert np.all(np.abs(margin[runs]) < 1e-5)
        assert np.all(margin[~np.isnan(margin)] < 1e-5)


def test_costs_are_listed_with_break_even_prices_and_sources(etslink, root):
    listed = etslink("info", root / "tests/fixtures/tiny_technologies", "--technologies", root / "tests/fixtures/studies/plants.toml",
                     "--technology-year", "2040")
    assert listed.returncode == 0, listed.stderr
    rows = [line.split() for line in listed.stdout.splitlines()]
    row = next(row for row in rows if row[:2] == ["A", "coal_ccs"])
    assert row[2:4] == ["ELE.coal", "MWh"]
    cost, price, ratio, replaced, emitted = map(float, row[4:9])
    assert abs(cost / price - ratio) < 1e-3 and replaced > emitted > 0
    assert abs((cost - price) / (replaced - emitted) / float(row[10]) - 1) < 0.01
    assert "coal_ccs: invented" in listed.stdout
    assert etslink("info", root / "tests/fixtures/tiny_technologies", "--technologies", root / "tests/fixtures/studies/plants.toml").returncode == 2


@pytest.mark.parametrize("benchmark", ["nea2011", "nea2011_technologies", "nea2011_steel"])
def test_the_study_of_the_document_has_its_prices_and_runs_on_every_shipped_benchmark(etslink, root, tmp_path, benchmark):
    page = (root / "docs/technologies.md").read_text(encoding="utf-8")
    text_of_study = re.search(r"```toml\n(\[study\].*?)```", page, re.DOTALL).group(1).replace("../data/", f"{root}/data/")
    with_technologies = text_of_study.replace("data/nea2011", f"data/{benchmark}")
    without = re.sub(r"technolog.*\n", "", with_technologies.replace(benchmark, "BENCHMARK")).replace("BENCHMARK", benchmark)
    prices = []
    for study in (with_technologies, without):
        (tmp_path / "deep.toml").write_text(study)
        run = etslink("run", tmp_path / "deep.toml", "-o", tmp_path / "deep.h5", "--quiet", "--solver", "newton-krylov",
                      "--set", "results.channels=false")
        assert run.returncode == 0, run.stderr
        with h5py.File(tmp_path / "deep.h5") as file:
            assert "technology_support" not in file  # no policy names a technology
            prices.append(float(file["carbon_price"][text(file["scenario"]).index("deep"), 0]))
    assert 0 < prices[0] < prices[1]
    if benchmark == "nea2011":
        stated = re.search(r"This cut costs ([\d,]+) USD/t; without technologies, .*, ([\d,]+) USD/t", page)
        assert [f"{price:,.0f}" for price in prices] == list(stated.groups())
