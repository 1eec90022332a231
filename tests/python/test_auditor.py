# SPDX-License-Identifier: Apache-2.0
"""An outsider can recompute every condition and the indicators from the results file alone, and would notice a wrong number."""
import shutil

import h5py
import numpy as np
import pytest
import xarray

import instrument_study
from auditor import Audit
from auditor_graph import is_text_dimension, text, text_attribute
from tiny_study import VARIANTS, study_text

LIMIT = 1e-8

@pytest.fixture(scope="module", params=VARIANTS)
def tiny_file(request, etslink, root, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    (folder / "study.toml").write_text(study_text(root, request.param))
    run = etslink("run", folder / "study.toml", "-o", folder / "study.h5", "--quiet")
    assert run.returncode == 0, run.stderr
    return folder / "study.h5"


@pytest.fixture(scope="module")
def northeast_asia_file(etslink, tmp_path_factory):
    path = tmp_path_factory.mktemp("study") / "northeast_asia.h5"
    run = etslink("run", "studies/northeast_asia.toml", "-o", path, "--quiet")
    assert run.returncode == 0, run.stderr
    return path


@pytest.fixture(scope="module")
def instrument_file(etslink, root, tmp_path_factory):
    """A tax, a performance standard, output-based allocation, a floor, offsets, a link with a fee, a project and a swap."""
    folder = tmp_path_factory.mktemp("instruments")
    (folder / "study.toml").write_text(instrument_study.study_text(root))
    run = etslink("run", folder / "study.toml", "-o", folder / "study.h5", "--quiet")
    assert run.returncode == 0, run.stderr
    return folder / "study.h5"


def assert_clean(path, scenarios, variant=None):
    audit = Audit(path, variant)
    assert len(audit.solved) == scenarios
    error, scenario, what = audit.worst()
    assert error < LIMIT, f"{what} in {scenario}: {error}"


def test_every_condition_of_tiny_economies_can_be_recomputed(tiny_file):
    assert_clean(tiny_file, scenarios=4)


@pytest.mark.parametrize("variant", ["klem", "imf_env", "gtap_e"])
def test_every_condition_of_the_northeast_asia_study_can_be_recomputed(variant, northeast_asia_file):
    assert_clean(northeast_asia_file, scenarios=6, variant=variant)


def test_every_condition_of_a_study_with_instruments_can_be_recomputed(instrument_file):
    assert_clean(instrument_file, scenarios=5)
    results = xarray.open_dataset(instrument_file)
    linked = results.sel(scenario="linked")
    assert list(results.link.values) == ["B_A", "joint"]
    assert linked.permit_flow.min() > 0.1 and linked.permit_rent.min() > 0.1
    assert linked.permits_withheld.sel(market="A") > 0.1 and linked.offsets_used.sel(market="A") > 0.1
    assert abs(linked.permit_import_value.sum()) < 1e-6 * abs(linked.permit_import_value).sum()
    assert linked.permits_cancelled.sum() > 0
    adjustments, cancelled = float(linked.ledger_adjustment.sum()), float(linked.permits_cancelled.sum())
    assert adjustments == pytest.approx(cancelled, abs=1e-8)
    assert linked.tax_rate_change.sel(region="B") < 0


# A change of one number of the file, and what the auditor says about it.
TAMPERED = [
    ("state/commodity_price", "market_clearing"),
    ("state/activity_level", "market_clearing"),
    ("state/market_price", "permit_market"),
    ("state/edge_quantity", "demands"),
    ("state/edge_price", "user_prices"),
    ("state/edge_tax", "user_prices"),
    ("state/activity_output_tax", "zero_profit"),
    ("state/charge_coefficient", "permit_market"),
    ("state/market_cap_by_region", "permit_market"),
    ("state/margin_coefficient", "user_prices"),
    ("state/endowment_quantity0", "income_balance"),
    ("state/transfer_value", "income_balance"),
    ("state/process_emissions", "process"),
    ("state/edge_quantity0", "shares"),
]


TAMPERED_INSTRUMENTS = [
    ("state/variable_value", "formula_values"),
    ("state/power_exponent", "formula_values"),
    ("state/rule_formula", "formula_values"),
    ("state/contribution_value", "formula_values"),
    ("state/supply_mt", "formula_values"),
    ("state/market_price", "rules"),
    ("state/arc_flow", "arcs"),
    ("state/arc_rate", "arcs"),
    ("state/arc_fee", "arcs"),
    ("state/arc_rent", "arcs"),
    ("state/arc_limit", "arcs"),
]


def change_one_number(path, name):
    """Adds a thousandth to the number that matters most, in the scenario `linked` where there is such an axis."""
    with h5py.File(path, "r+") as file:
        values = file[name][:]
        scenario = text(file["scenario"]).index("linked")
        target = values[scenario] if len(values) == len(file["scenario"]) and values.ndim > 1 else values
        target.flat[np.nanargmax(np.abs(target))] *= 1.001
        file[name][...] = values


@pytest.mark.parametrize("name, condition", TAMPERED)
def test_the_auditor_notices_one_changed_number(name, condition, etslink, root, tmp_path):
    original = root_file(etslink, root, tmp_path.parent)
    path = shutil.copy(original, tmp_path / "tampered.h5")
    change_one_number(path, name)
    assert Audit(path).residuals["linked"][condition] > LIMIT


@pytest.mark.parametrize("name, condition", TAMPERED_INSTRUMENTS)
def test_the_auditor_notices_one_changed_number_of_an_instrument(name, condition, instrument_file, tmp_path):
    path = shutil.copy(instrument_file, tmp_path / "tampered.h5")
    change_one_number(path, name)
    assert Audit(path).residuals["linked"][condition] > LIMIT


def test_the_auditor_notices_other_coefficients_of_formulas(instrument_file, tmp_path):
    path = shutil.copy(instrument_file, tmp_path / "tampered.h5")
    with h5py.File(path, "r+") as file:
        file["state/term_coefficient"][...] = 1.001 * file["state/term_coefficient"][:]
    assert Audit(path).residuals["linked"]["formula_values"] > LIMIT


@pytest.mark.parametrize("owner, base", [("input", "quantity"), ("input", "value"), ("output", "quantity"), ("output", "value"),
                                         ("process", "quantity")])
def test_the_auditor_notices_charges_that_are_left_out(owner, base, instrument_file, tmp_path):
    path = shutil.copy(instrument_file, tmp_path / "tampered.h5")
    with h5py.File(path, "r+") as file:
        kinds = [text_attribute(file[f"state/charge_{name}"], "flag_meanings").split() for name in ("owner_kind", "base")]
        mine = (file["state/charge_owner_kind"][:] == kinds[0].index(owner)) & (file["state/charge_base"][:] == kinds[1].index(base))
        coefficients = file["state/charge_coefficient"][:]
        assert coefficients[:, mine].any()
        coefficients[:, mine] = 0
        file["state/charge_coefficient"][...] = coefficients
    assert max(max(row.values()) for row in Audit(path).residuals.values()) > LIMIT


@pytest.mark.parametrize("name", ["gdp", "gdp_nominal", "welfare_ev", "co2", "permit_imports", "leakage_rate", "permit_import_value"])
def test_the_auditor_notices_a_changed_indicator(name, etslink, root, tmp_path):
    path = shutil.copy(root_file(etslink, root, tmp_path.parent), tmp_path / "tampered.h5")
    with h5py.File(path, "r+") as file:
        values = file[name][:]
        scenario = text(file["scenario"]).index("linked")
        values[scenario] = values[scenario] * 1.001
        file[name][...] = values
    assert Audit(path).indicator_errors["linked"][name] > LIMIT


def root_file(etslink, root, folder):
    """The results of the economy with all taxes, made once."""
    path = folder / "all_taxes.h5"
    if not path.exists():
        (folder / "study.toml").write_text(study_text(root, "taxes"))
        run = etslink("run", folder / "study.toml", "-o", path, "--quiet")
        assert run.returncode == 0, run.stderr
    return path


def test_two_runs_differ_only_in_the_group_run(etslink, root, tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
        (folder / "study.toml").write_text(study_text(root, "taxes"))
        assert etslink("run", folder / "study.toml", "-o", folder / "study.h5", "--quiet").returncode == 0
    for group in (None, "state"):
        one, two = (xarray.open_dataset(folder / "study.h5", group=group) for folder in (first, second))
        xarray.testing.assert_identical(one, two)


@pytest.mark.parametrize("group", [None, "variants/imf_env"])
def test_xarray_opens_all_groups_with_labels_units_and_formulas(group, northeast_asia_file):
    results = xarray.open_dataset(northeast_asia_file, group=group)
    assert list(results.scenario.values)[:2] == ["benchmark", "unlinked"]
    assert {"CHN", "JPN", "KOR"} <= set(results.region.values)
    for name in results.data_vars:
        if results[name].dtype.kind == "f":
            assert results[name].attrs["units"] and results[name].attrs["long_name"], name
    assert results.gdp.dims == (("scenario", "region") if group else ("variant", "scenario", "region"))
    assert "Pbar q" in results.gdp.attrs["description"]
    assert "[market.CHN]" in results.attrs["study"]
    state = xarray.open_dataset(northeast_asia_file, group="variants/imf_env/state")
    assert state.edge_quantity.dims == ("scenario", "edge")
    assert list(state.market.values) == ["CHN", "JPN", "KOR"]
    assert xarray.open_dataset(northeast_asia_file, group="run").solver_seconds.dims == ("variant", "scenario")


# Sections of docs/results.md about files or groups that `etslink run` does not write.
OTHER_COMMANDS = ("Marginal abatement", "Coalitions", "Export", "Links", "Variants")


def documented_names(root, others=OTHER_COMMANDS):
    """First cells of the tables of docs/results.md, those of other commands apart; `arc_*` is all names that begin so."""
    sections = (root / "docs/results.md").read_text().split("\n## ")
    lines = [line for section in sections if not section.startswith(others) for line in section.splitlines()]
    return {name for line in lines if line.startswith("| `") and not line.startswith("| `etslink ") for name in names_of_row(line)}


def names_of_row(line):
    return {name.strip().strip("`") for name in line.split("|")[1].split(",")}


def names_of_some_studies(root):
    """What docs/results.md documents as written "only with" something that not every study has."""
    lines = (root / "docs/results.md").read_text().splitlines()
    return {name for line in lines if line.startswith("| `") and "only with " in line for name in names_of_row(line)}


def test_every_variable_of_the_file_is_documented_and_nothing_else(tiny_file, root):
    with h5py.File(tiny_file) as file:
        names = documented_names(root, OTHER_COMMANDS if "household" in file else (*OTHER_COMMANDS, "Households"))
        root_names = {name for name, item in file.items() if isinstance(item, h5py.Dataset) and not is_text_dimension(name)}
        found = root_names | {f"/{group}/{name}" for group in ("state", "run") for name in file[group]}
        attributes = set(file.attrs) | {f"/{group}@{name}" for group in ("state", "run") for name in file[group].attrs}
    assert found - names == set()
    always = names - names_of_some_studies(root)
    assert {name.lstrip("@") for name in always} - found - attributes == set()
    assert {name if name.startswith("/") else f"@{name}" for name in attributes} - names == set()
