# SPDX-License-Identifier: Apache-2.0
"""Every number of the root group follows from /state by docs/results.md, on studies that together have every instrument and closure."""
import re
import shutil

import h5py
import numpy as np
import pytest

from auditor import Audit
from instrument_evidence import EVIDENCE
from recompute import NOT_FROM_STATE, SIZE, TOLERANCE
from recompute_welfare import PARTS

LIMIT = 1e-8  # of residuals: what both solvers keep
NAMES = ("balancing_tax", "credits", "demand", "idle", "labour", "latent", "leisure", "links", "prices", "products", "revenue_and_swaps",
         "shocks", "small_country", "technologies", "technology_policies", "transport", "transport_policies", "volumes")
SHIPPED = ("instrument_tour", "jcm_crediting")


@pytest.fixture(scope="module")
def files(etslink, root, tmp_path_factory):
    """Results of the studies of tests/fixtures/studies/every_instrument and of two on data/nea2011."""
    folder, found = tmp_path_factory.mktemp("recompute"), {}
    paths = {name: root / f"tests/fixtures/studies/every_instrument/{name}.toml" for name in NAMES}
    paths |= {name: root / f"studies/{name}.toml" for name in SHIPPED}
    for name, path in paths.items():
        found[name] = folder / f"{name}.h5"
        run = etslink("run", path, "-o", found[name], "--quiet", "--solver", "newton-krylov")
        assert run.returncode == 0, f"{name}: {run.stderr}"
    return found


@pytest.fixture(scope="module")
def audits(files):
    return {name: Audit(path) for name, path in files.items()}


def test_the_studies_are_all_that_there_are(root):
    folder = root / "tests/fixtures/studies/every_instrument"
    assert sorted(path.stem for path in folder.glob("*.toml")) == sorted(NAMES)


@pytest.mark.parametrize("name", [*NAMES, *SHIPPED])
def test_every_variable_of_the_root_group_can_be_recomputed(name, audits):
    audit = audits[name]
    assert len(audit.solved) == len(audit.names)
    wrong = {(s, v): e for s, row in audit.indicator_errors.items() for v, e in row.items() if not e <= TOLERANCE}
    assert wrong == {}


@pytest.mark.parametrize("name", [*NAMES, *SHIPPED])
def test_every_condition_can_be_recomputed(name, audits):
    wrong = {(s, c): e for s, row in audits[name].residuals.items() for c, e in row.items() if not e <= LIMIT}
    assert wrong == {}


def test_every_instrument_acts_in_some_scenario(audits, root):
    files = {path.name for path in (root / "model/instruments").glob("*.cpp")} - {"instruments.cpp", "permit_circles.cpp",
                                                                                     "market_parts.cpp"}  # the list; refusals; sizes
    assert files - set(EVIDENCE) == set(), "an instrument that no study of this test has"
    scenarios = [s for audit in audits.values() for s in audit.scenarios.values()]
    idle = [(file, number) for file, checks in EVIDENCE.items() for number, acts in enumerate(checks)
            if not any(acts(s) for s in scenarios)]
    assert idle == []


def test_what_is_not_recomputed_is_written_and_has_a_reason(audits, root):
    with h5py.File(audits["links"].path) as file:
        assert set(NOT_FROM_STATE) - set(file) == set()
    assert all(NOT_FROM_STATE.values())


@pytest.mark.parametrize("name", [*NAMES, *SHIPPED])
def test_parts_of_welfare_sum_to_the_equivalent_variation(name, files):
    with h5py.File(files[name]) as file:
        parts = sum(file[f"welfare_{part}"][:] for part in PARTS)
        consumption = file["consumption"][:]
        assert np.all(np.abs(parts - file["welfare_ev"][:]) < 1e-9 * consumption)
        assert np.all((file["welfare_price_weight"][:] >= 0) & (file["welfare_price_weight"][:] <= 1))


def test_every_part_of_welfare_matters_somewhere(files):
    def largest(part):
        with_part = [h5py.File(path) for path in files.values()]
        return max(np.max(np.abs(file[f"welfare_{part}"][:]) / file["consumption"][:]) for file in with_part)
    assert [part for part in PARTS if largest(part) < 1e-6] == []


# What a result leaves out, as docs/results.md has it, and its long name must have too.
LEFT_OUT = {"fuel_price_user": "deliver", "fuel_price_user_without_carbon": "deliver", "electricity_price_user_without_carbon": "power plants",
            "electricity_use": "stock changes apart", "co2": "international transport", "abatement": "international transport",
            "exports_change": "other regions", "imports_change": "other regions", "consumer_price": "subsistence",
            "average_abatement_cost": "target", "inventory_coverage": "indirect"}


def test_long_names_stand_alone_and_say_what_is_left_out(files):
    names = {}
    for path in files.values():
        with h5py.File(path) as file:
            names |= {name: file[name].attrs["long_name"].decode() for name in root_numbers(path) if "long_name" in file[name].attrs}
    assert len(names) > 80
    assert [name for name, words in names.items() if re.match(r"the same|likewise|as above|see ", words)] == []
    assert [name for name, words in LEFT_OUT.items() if words not in names[name]] == []


def test_leakage_channels_add_up(files):
    for path in files.values():
        with h5py.File(path) as file:
            total = file["leakage_competitiveness_channel"][:] + file["leakage_fuel_price_channel"][:]
            known = ~np.isnan(total)
            assert np.allclose(total[known], file["leakage_rate"][:][known], rtol=1e-12)


def test_an_unknown_variable_is_noticed(files, tmp_path):
    path = shutil.copy(files["links"], tmp_path / "more.h5")
    with h5py.File(path, "r+") as file:
        file.copy("gdp", "gdp_of_another_kind")
    assert all(row["gdp_of_another_kind"] == np.inf for row in Audit(path).indicator_errors.values())


def root_numbers(path):
    with h5py.File(path) as file:
        return [name for name, item in file.items() if isinstance(item, h5py.Dataset) and item.dtype == np.float64]


def change_every_variable(path):
    """Adds a millionth, of what differences are relative to, to the largest number of each variable that has one; their names."""
    changed, names = [], set(root_numbers(path)) - set(NOT_FROM_STATE)
    with h5py.File(path, "r+") as file:
        for name in names:
            values = file[name][:]
            if np.all(np.isnan(values)):
                continue
            place = np.nanargmax(np.abs(values))
            size = np.nanmax(np.abs(file[SIZE[name]][:])) if name in SIZE else 0.0
            values.flat[place] += 1e-6 * max(1.0, abs(values.flat[place]), size)
            file[name][...] = values
            changed.append(name)
    return changed


def test_one_changed_number_of_any_variable_is_noticed(files, tmp_path):
    changed = set()
    for study in ("credits", "labour", "latent", "revenue_and_swaps", "small_country", "volumes", "technologies", "technology_policies", "jcm_crediting"):
        path = shutil.copy(files[study], tmp_path / f"{study}.h5")
        names = change_every_variable(path)
        errors = Audit(path).indicator_errors.values()
        assert [name for name in names if all(row[name] <= TOLERANCE for row in errors)] == []
        changed.update(names)
    assert {name for path in files.values() for name in root_numbers(path)} - set(NOT_FROM_STATE) == changed


def test_values_of_a_scenario_without_solution_are_missing(etslink, root, tmp_path):
    text = (root / "tests/fixtures/studies/every_instrument/prices.toml").read_text().replace("../../../..", str(root))
    text = text.replace("../../tiny_taxes", str(root / "tests/fixtures/tiny_taxes"))
    text = re.sub(r"\[scenario\.(?!benchmark|unlinked|taxed)(.|\n)*(?=\[leakage\])", "", text)
    text += "\n[scenario.too_much]\nmarkets = [\"A\", \"both\"]\ncaps = { both = { mt = { A = 0.001, B = 0.001 } } }\n"
    (tmp_path / "study.toml").write_text(text)
    run = etslink("run", tmp_path / "study.toml", "-o", tmp_path / "study.h5", "--quiet", "--solver", "newton-krylov")
    assert run.returncode == 1, run.stderr
    audit = Audit(tmp_path / "study.h5")
    assert "too_much" in set(audit.names) - {audit.names[i] for i in audit.solved}
    assert audit.not_missing == []
    assert audit.worst()[0] < LIMIT
