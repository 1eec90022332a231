# SPDX-License-Identifier: Apache-2.0
"""Carbon prices that taxes contain at the benchmark (`carbon_price_paid`): what may be stated, and what abatement costs and fuels cost beside
them. Region A of the tiny economy paid 1.2 USD/t on the coal of its sectors, nearly all that its taxes on coal can hold."""
import h5py
import numpy as np
import pytest
import xarray

PAID = 1.2
HEAD = """
[study]
name = "paid"
benchmark = "{root}/tests/fixtures/{folder}"
nests = "{nests}"
[model]
carbon_in_tax_base = {in_base}
[elasticities]
carbon_price_paid = {{ A = {paid} }}
[market.A]
regions = ["A"]
sectors = "all"
process = false
cap = {{ reduction_percent = 10 }}
[market.B]
regions = ["B"]
sectors = "all"
cap = {{ reduction_percent = 3 }}
[market.tax]
regions = ["A"]
sectors = "all"
process = false
price = 1.2
"""
CUTS = np.linspace(0, 10, 9)  # %


def scenario(name, markets, cut=None, more=""):
    caps = "" if cut is None else f"caps = {{ A = {{ reduction_percent = {cut} }} }}\n"
    return f"[scenario.{name}]\nmarkets = {markets}\n{caps}{more}"


SCENARIOS = (
    "[scenario.benchmark]\nmarkets = []\n" + scenario("at_paid", ["tax"]) + scenario("loose", ["A"], None, "caps = { A = { percent_of_benchmark = 150 } }\n")
    + "".join(scenario(f"cut_{i}", ["A"], cut) for i, cut in enumerate(CUTS))
    + scenario("unlinked", ["A", "B"]) + scenario("linked", ["A", "B"], None, 'links = [["A", "B"]]\n') + scenario("b_alone", ["B"]))


def write(root, place, paid=PAID, scenarios=SCENARIOS, in_base=False, folder="tiny_taxes", nests="{root}/data/nests/klem.toml"):
    place.write_text(HEAD.format(root=root, folder=folder, nests=nests.format(root=root), paid=paid, in_base=str(in_base).lower()) + scenarios)
    return place


def results(etslink, study, *settings):
    file = study.with_suffix(".h5")
    run = etslink("run", study, "-o", file, "-q", *settings)
    assert run.returncode == 0, run.stderr
    with xarray.open_dataset(file, engine="h5netcdf") as data:
        return data.load(), run.stderr


@pytest.fixture(scope="module", params=[False, True], ids=["beside taxes", "in the tax base"])
def paid(request, root, etslink, tmp_path_factory):
    place = tmp_path_factory.mktemp("paid")
    data, _ = results(etslink, write(root, place / "paid.toml", in_base=request.param))
    return data.assign_attrs(in_base=request.param)


def cost(data, name, region="A"):
    return float(data.abatement_cost_macc.sel(scenario=name, region=region))


def emitted(data):
    """Covered Mt of A, and the carbon price, by cut."""
    cuts = data.sel(scenario=[f"cut_{i}" for i in range(len(CUTS))])
    return cuts.co2_covered.sel(market="A").values, cuts.carbon_price.sel(market="A").values


def test_the_price_that_was_paid_costs_nothing_more_and_a_cap_at_the_benchmark_has_it(paid):
    whole = abs(cost(paid, "loose"))
    assert whole > 1  # million USD: what a tenth of a per cent is taken of below
    assert abs(float(paid.abatement.sel(scenario="at_paid", region="A"))) < 1e-6
    assert abs(cost(paid, "at_paid")) < 1e-3 * whole
    assert abs(float(paid.carbon_price.sel(scenario="cut_0", market="A")) - PAID) < 1e-4
    assert abs(cost(paid, "cut_0")) < 1e-3 * whole


def test_the_cost_of_a_cap_is_the_integral_of_its_price_from_the_price_that_was_paid(paid):
    mt, price = emitted(paid)
    for last in (2, 4, 8):  # Simpson's rule on solved caps
        step = CUTS[last] / last / 100 * mt[0]
        weights = np.array([1] + [4, 2] * (last // 2 - 1) + [4, 1])
        area = step / 3 * np.sum(weights * price[: last + 1])
        assert cost(paid, f"cut_{last}") == pytest.approx(area, rel=2e-3)
    assert cost(paid, "cut_8") > PAID * (mt[0] - mt[8])  # each tonne costs at least the price that was paid


def test_what_is_not_abated_any_more_saves_the_price_that_was_paid(paid):
    more = -float(paid.abatement.sel(scenario="loose", region="A"))
    assert more > 0 and 0.3 * PAID * more < -cost(paid, "loose") < 0.7 * PAID * more


def test_a_link_saves_what_it_saves_whatever_was_paid(paid):
    for region in "AB":
        assert cost(paid, "linked", region) < cost(paid, "unlinked", region)
    assert cost(paid, "b_alone", "B") > 0


def test_cap_tax_floor_and_ceiling_of_one_equilibrium_cost_the_same(root, etslink, tmp_path, paid):
    price = float(paid.carbon_price.sel(scenario="cut_4", market="A"))
    rules = {"tax": f"price = {price!r}", "floor": f"cap = {{ reduction_percent = 1 }}\nfloor = {price!r}",
             "ceiling": f"cap = {{ reduction_percent = 9 }}\nceiling = {price!r}"}
    markets = "".join(f'[market.{name}_A]\nregions = ["A"]\nsectors = "all"\nprocess = false\n{rule}\n' for name, rule in rules.items())
    study = write(root, tmp_path / "stated.toml", scenarios=markets + "".join(scenario(name, [f"{name}_A"]) for name in rules),
                  in_base=paid.attrs["in_base"])
    stated, _ = results(etslink, study)
    for name in rules:
        assert cost(stated, name) == pytest.approx(cost(paid, "cut_4"), rel=1e-4), name


def test_cost_curves_count_from_the_price_that_was_paid(root, etslink, tmp_path, paid):
    study = write(root, tmp_path / "curves.toml", in_base=paid.attrs["in_base"])
    for arguments, label in ((("--to", "10", "--points", "9"), "A alone"), (("--scenario", "cut_8", "linked", "--points", "5"), "cut_8: A")):
        run = etslink("macc", study, "-o", tmp_path / "curves.h5", "-q", *arguments)
        assert run.returncode == 0, run.stderr
        with xarray.open_dataset(tmp_path / "curves.h5", engine="h5netcdf") as curves:
            curve = curves.load().sel(curve=label, region="A")
            assert float(curve.abatement_cost_macc[-1]) == pytest.approx(cost(paid, "cut_8"), rel=1e-3)
            if label == "A alone":
                assert float(curve.carbon_price[0]) == pytest.approx(PAID, rel=1e-4)
                assert abs(float(curve.abatement_cost_macc[0])) < 1e-3 * abs(cost(paid, "loose"))
            else:  # begins without any price
                assert float(curve.carbon_price[0]) == pytest.approx(0, abs=1e-6)
                covered = paid.co2_covered.sel(market="A")
                assert float(curve.abatement[0]) == pytest.approx(float(covered.sel(scenario="cut_0") - covered.sel(scenario="loose")), rel=1e-4)
                assert float(curve.abatement_cost_macc[0]) == pytest.approx(cost(paid, "loose"), rel=1e-3)
                linked = curves.sel(curve="linked: A+B", region="B")
                assert float(linked.abatement_cost_macc[-1]) == pytest.approx(cost(paid, "linked", "B"), rel=1e-2, abs=0.01)


def test_regions_that_paid_nothing_cost_what_they_did(root, etslink, tmp_path):
    own = scenario("b_alone", ["B"]) + scenario("unlinked", ["A", "B"])
    with_price, _ = results(etslink, write(root, tmp_path / "with.toml", scenarios=own))
    without, _ = results(etslink, write(root, tmp_path / "without.toml", paid=0, scenarios=own))
    assert cost(with_price, "b_alone", "B") == cost(without, "b_alone", "B")  # to the last bit
    assert cost(with_price, "unlinked", "A") > cost(without, "unlinked", "A") + 0.5 * PAID  # A's is another, though


def test_abatement_in_welfare_is_the_area_under_the_curve(paid):
    for name in ("cut_2", "cut_8", "loose"):
        assert float(paid.welfare_abatement.sel(scenario=name, region="A")) == pytest.approx(-cost(paid, name), rel=0.03)


def test_a_cost_of_nothing_is_no_reason_for_a_warning(root, etslink, tmp_path):
    own = scenario("loose", ["A"], None, "caps = { A = { percent_of_benchmark = 150 } }\n") + scenario("zero", ["A"], 0)
    for price in (0, PAID):
        log = results(etslink, write(root, tmp_path / "loose.toml", price, own))[1]
        run = etslink("run", tmp_path / "loose.toml", "-o", tmp_path / "again.h5")
        assert "tolerance" not in log + run.stderr
    with h5py.File(tmp_path / "again.h5") as file:
        assert np.isfinite(file["abatement_cost_macc"][:]).all()


@pytest.mark.parametrize("in_base", [False, True])
def test_a_fuel_without_carbon_costs_the_same_whoever_charges_the_carbon(root, etslink, tmp_path, in_base):
    study = write(root, tmp_path / "fuel.toml", scenarios="[scenario.benchmark]\nmarkets = []\n" + scenario("at_paid", ["tax"]), in_base=in_base,
                  folder="tiny_volumes", nests="{root}/tests/fixtures/studies/additive_nests.toml")
    data, _ = results(etslink, study)
    with_carbon, without = (data[f"fuel_price_user{name}"].sel(region="A", fuel="COL") for name in ("", "_without_carbon"))
    for user in ("ELE", "CEM", "MAN"):
        before, after = without.sel(user=user).values
        assert after == pytest.approx(before, rel=1e-8)
        assert with_carbon.sel(user=user).values == pytest.approx(with_carbon.sel(user=user).values[0], rel=1e-8)
        assert before < (1 - 1e-3) * with_carbon.sel(user=user).values[0]
    household = without.sel(user="household").values  # pays no such price
    assert household == pytest.approx(with_carbon.sel(user="household").values, rel=1e-12)


BEHIND = "on 20.8 Mt are more than the taxes on these fuels in use.csv, 26 million USD; allowed: 0 to 1.25"


@pytest.mark.parametrize("arguments, place", [
    ((), "paid.toml:9: "), (("--set", "elasticities.carbon_price_paid={ A = { CEM = 9 } }"), "--set "), (("--variant", "dear"), "paid.toml:")])
def test_a_price_without_taxes_behind_it_is_refused_where_it_is_stated(root, etslink, tmp_path, arguments, place):
    stated = PAID if arguments else "{ CEM = 9 }"
    variant = "[variant.dear.elasticities]\ncarbon_price_paid = { A = { CEM = 9 } }\n" if "--variant" in arguments else ""
    study = write(root, tmp_path / "paid.toml", stated, SCENARIOS + variant)
    for verb in ("run", "macc"):
        run = etslink(verb, study, "-o", tmp_path / "never.h5", *arguments)
        assert run.returncode == 2 and not (tmp_path / "never.h5").exists()
        assert place in run.stderr and f"carbon_price_paid of CEM, A: 9 USD/t {BEHIND}" in run.stderr, run.stderr


def test_a_nest_file_is_held_to_the_taxes_as_well(root, etslink, tmp_path):
    nests = tmp_path / "nests.toml"
    nests.write_text((root / "data/nests/klem.toml").read_text() + "\n[parameter.carbon_price_paid]\nA = { CEM = 9 }\n")
    study = write(root, tmp_path / "paid.toml", 1, nests=str(nests))
    study.write_text(study.read_text().replace("carbon_price_paid = { A = 1 }", ""))
    run = etslink("run", study, "-o", tmp_path / "never.h5")
    assert run.returncode == 2 and "nests.toml:" in run.stderr and BEHIND in run.stderr, run.stderr


def test_a_sweep_marks_draws_without_taxes_behind_them(root, etslink, tmp_path):
    axis = '[sweep]\ndesign = "grid"\nscenarios = ["cap"]\nindicators = ["carbon_price"]\n[sweep.axis.paid]\n' \
           'keys = ["elasticities.carbon_price_paid.A"]\napply = "set"\ndistribution = { values = [0.5, 1.2, 1.3] }\n'
    study = write(root, tmp_path / "sweep.toml", scenarios="[scenario.benchmark]\nmarkets = []\n" + scenario("cap", ["A"]) + axis)
    run = etslink("sweep", study, "-o", tmp_path / "sweep.h5", "-q")
    with xarray.open_dataset(tmp_path / "sweep.h5", engine="h5netcdf") as data:
        price = data.carbon_price.sel(scenario="cap", market="A").values
        assert np.isfinite(price).tolist() == [True, True, False], run.stderr
        assert price[1] - price[0] == pytest.approx(0.7, rel=0.2)
        assert data.solver_status.values.ravel().tolist() == [0, 0, 3]
        assert "1.3 USD/t on 124 Mt are more than the taxes" in str(data.failure_message.values)
