# SPDX-License-Identifier: Apache-2.0
"""Carbon prices that taxes contain at the benchmark (`carbon_price_paid`): what may be stated. Taxes on the coal of region A of the tiny
economy hold 1.24 USD/t at most."""
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


def scenario(name, markets, cut=None, more=""):
    caps = "" if cut is None else f"caps = {{ A = {{ reduction_percent = {cut} }} }}\n"
    return f"[scenario.{name}]\nmarkets = {markets}\n{caps}{more}"


SCENARIOS = "[scenario.benchmark]\nmarkets = []\n" + scenario("unlinked", ["A", "B"])


def write(root, place, paid=PAID, scenarios=SCENARIOS, in_base=False, folder="tiny_taxes", nests="{root}/data/nests/klem.toml"):
    place.write_text(HEAD.format(root=root, folder=folder, nests=nests.format(root=root), paid=paid, in_base=str(in_base).lower()) + scenarios)
    return place


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
