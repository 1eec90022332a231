# SPDX-License-Identifier: Apache-2.0
"""What is reported of policies on international transport adds up: the coalition and all outside of it are the world."""
import numpy as np
import pytest
import xarray

INVENTORIES = {"alone": "", "everywhere": "", "taxed": "", "mixed": "A", "inventories": "AB", "one_and_transport": "A", "linked": "A", "world": "AB",
               "intensity": "A"}
TRANSPORT = {"alone": "A", "everywhere": "AB", "taxed": "B", "mixed": "A", "inventories": "", "one_and_transport": "B", "linked": "AB", "world": "AB",
             "intensity": "A"}
WITHOUT_LEAKAGE = {"world"}


@pytest.fixture(scope="module")
def results(etslink, root, tmp_path_factory):
    path = tmp_path_factory.mktemp("transport") / "out.h5"
    study = root / "tests/fixtures/studies/every_instrument/transport_policies.toml"
    run = etslink("run", study, "-o", path, "--quiet", "--solver", "newton-krylov", "--set", "results.abatement_cost=false")
    assert run.returncode == 0, run.stderr
    return xarray.load_dataset(path)


def flagged(results, name, scenario):
    return "".join(results.region.values[results[name].sel(scenario=scenario).values == 1])


@pytest.mark.parametrize("scenario", INVENTORIES)
def test_the_coalition_has_what_is_regulated(scenario, results):
    assert flagged(results, "in_coalition", scenario) == INVENTORIES[scenario]
    assert flagged(results, "transport_in_coalition", scenario) == TRANSPORT[scenario]


@pytest.mark.parametrize("scenario", INVENTORIES)
def test_the_coalition_and_what_is_outside_are_the_world(scenario, results):
    now, before = results.sel(scenario=scenario), results.sel(scenario="benchmark")
    world = float(now.co2_world - before.co2_world)
    cut = float(now.coalition_abatement)
    assert cut > 0
    assert np.isclose(-float(now.abatement.sum() + now.abatement_international_transport.sum()), world, rtol=1e-12)
    inside = (now.abatement * now.in_coalition).sum() + (now.abatement_international_transport * now.transport_in_coalition).sum()
    assert np.isclose(cut, float(inside), rtol=1e-12)
    if scenario in WITHOUT_LEAKAGE:
        assert np.isclose(world, -cut, rtol=1e-12) and np.isnan(now.leakage_rate)
        return
    leaked = cut * float(now.leakage_rate) / 100
    assert np.isclose(world, leaked - cut, rtol=1e-9)
    parts = float(now.leakage_by_region.sum()) + np.nan_to_num(float(now.leakage_international_transport))
    assert np.isclose(parts, float(now.leakage_rate), rtol=1e-9)
    final = (now.co2_by_user - before.co2_by_user).sel(user=["household", "government", "investment"]).sum("user")
    final = 100 * float((final * (1 - now.in_coalition)).sum()) / cut
    assert np.isclose(float(now.leakage_by_sector.sum()) + final, float(now.leakage_rate), rtol=1e-9)
    assert np.isclose(float(now.leakage_competitiveness_channel + now.leakage_fuel_price_channel), float(now.leakage_rate), rtol=1e-9)


@pytest.mark.parametrize("scenario, market", [("alone", "transport_A"), ("everywhere", "transport")])
def test_what_a_market_of_transport_cuts_is_the_cut_that_leakage_is_measured_against(scenario, market, results):
    now, before = results.sel(scenario=scenario), results.sel(scenario="benchmark")
    own = before.co2_international_transport.sel(region=list(TRANSPORT[scenario])).sum()
    assert np.isclose(float(now.co2_cap.sel(market=market)), 0.8 * float(own), rtol=1e-9)
    assert np.isclose(float(now.coalition_abatement), 0.2 * float(own), rtol=1e-6)
    assert abs(float(now.domestic_leakage)) < 1e-6
    assert abs(float(now.leakage_rate)) < 100
    assert (now.inventory_coverage.sel(market=market).dropna("region") == 0).all()


def test_the_table_has_the_cut_of_transport_where_a_policy_is_on_it(etslink, root, tmp_path):
    study = root / "tests/fixtures/studies/every_instrument/transport_policies.toml"
    quick = ("--set", "results.channels=false", "--set", "results.abatement_cost=false", "--solver", "newton-krylov")
    shown = etslink("run", study, "-o", tmp_path / "out.h5", *quick).stdout
    assert "CO2 abatement of international transport [Mt]" in shown
    cuts = study.read_text().replace('"../../../../data', f'"{root}/data').replace('"../../', f'"{root}/tests/fixtures/')
    (tmp_path / "plain.toml").write_text(cuts[: cuts.index("[scenario.alone]")] + '[scenario.cut]\nmarkets = ["A"]\n')
    plain = etslink("run", tmp_path / "plain.toml", "-o", tmp_path / "plain.h5", *quick)
    assert plain.returncode == 0, plain.stderr
    assert "international transport" not in plain.stdout
