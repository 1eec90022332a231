# SPDX-License-Identifier: Apache-2.0
"""What a study states holds in its equilibria, by docs/instruments.md, and a study that stated something else would be noticed."""
import h5py
import pytest

from auditor import Audit
from auditor_graph import text_attribute
from recompute_closures import ClosureRules
from recompute_links import LinkRules
from recompute_rules import MarketRules
from recompute_shocks import ShockRules
from recompute_technology_policies import TechnologyRules
from study_policy import StudyPolicy

LIMIT = 1e-8  # in natural sizes: what both solvers keep
RULES = (MarketRules, LinkRules, ClosureRules, ShockRules, TechnologyRules)
NAMES = ("balancing_tax", "credits", "demand", "idle", "labour", "leisure", "links", "prices", "products", "revenue_and_swaps", "shocks",
         "small_country", "technology_policies")
SHIPPED = ("instrument_tour", "jcm_crediting", "recycling", "restricted_linking")


@pytest.fixture(scope="module")
def solved(etslink, root, tmp_path_factory):
    """Audits and texts of the studies with every instrument and of some ready-made ones on data/nea2011."""
    folder, found = tmp_path_factory.mktemp("rules"), {}
    paths = {name: root / f"tests/fixtures/studies/every_instrument/{name}.toml" for name in NAMES}
    paths |= {name: root / f"studies/{name}.toml" for name in SHIPPED}
    for name, path in paths.items():
        run = etslink("run", path, "-o", folder / f"{name}.h5", "--quiet", "--solver", "newton-krylov", "--set", "results.channels=false",
                      "--set", "results.abatement_cost=false")
        assert run.returncode == 0, f"{name}: {run.stderr}"
        with h5py.File(folder / f"{name}.h5") as file:
            found[name] = Audit(folder / f"{name}.h5"), text_attribute(file, "study")
    return found


def broken_rules(audit, text):
    """(scenario, check): residual of what does not hold."""
    wrong = {}
    reference = audit.scenarios[audit.reference]
    for i, s in audit.scenarios.items():
        policy = StudyPolicy(text, audit.names[i])
        residuals = {name: value for rules in RULES for name, value in rules(s, reference, policy).residuals().items()}
        wrong |= {(audit.names[i], name): value for name, value in residuals.items() if not value < LIMIT}
    return wrong


@pytest.mark.parametrize("name", [*NAMES, *SHIPPED])
def test_what_the_study_states_holds_in_every_equilibrium(name, solved):
    assert broken_rules(*solved[name]) == {}


# A statement of a study, another one in its place, and the check that must notice.
OTHER_STATEMENTS = [
    ("prices", "share = { CEM = 0.7 }", "share = { CEM = 0.69 }", "coverage"),
    ("prices", "share = { CEM = 0.7 }", "share = { CEM = 0.69 }", "process_coverage"),
    ("prices", 'sectors = ["CEM", "MAN"]\nhouseholds = true\nprice = 9', 'sectors = ["MAN"]\nhouseholds = true\nprice = 9', "process_coverage"),
    ("prices", "reduction_percent = 25", "reduction_percent = 24.9", "caps"),
    ("prices", "per_gdp_reduction_percent = 12", "per_gdp_reduction_percent = 12.1", "caps_per_gdp"),
    ("prices", "price = 9", "price = 9.01", "carbon_taxes"),
    ("prices", "{ CEM = 10, MAN = 6 }", "{ CEM = 10, MAN = 6.1 }", "standards"),
    ("prices", "benchmark_percent = { CEM = 95 }", "benchmark_percent = { CEM = 94 }", "allocation"),
    ("prices", "free_percent_of_cap = 30", "free_percent_of_cap = 31", "allocation"),
    ("prices", "free_percent_of_cap = 40", "free_percent_of_cap = 41", "allocation"),
    ("prices", "free_percent_of_cap = 90", "free_percent_of_cap = 91", "collars"),
    ("prices", "floor = 30", "floor = 29.9", "collars"),
    ("prices", "auctioned_percent = 5", "auctioned_percent = 5.1", "collars"),
    ("prices", "ceiling = 5", "ceiling = 5.1", "collars"),
    ("prices", "reserve_mt = 3", "reserve_mt = 3.1", "collars"),
    ("credits", "nu = 2, max_percent_of_obligation = 2", "nu = 2, max_percent_of_obligation = 2.1", "offsets"),
    ("credits", "nu = 1, max_mt = 0.5", "nu = 1, max_mt = 0.51", "offsets"),
    ("credits", "xhat = 20, nu = 0.5", "xhat = 20, nu = 0.51", "offsets"),
    ("credits", "xhat = 20, nu = 0.5", "xhat = 20, nu = 0.51", "inputs"),
    ("credits", "share = 0.6", "share = 0.61", "coverage"),
    ("credits", "share = 0.6", "share = 0.61", "process_coverage"),
    ("credits", "baseline_percent = 97", "baseline_percent = 96.9", "crediting"),
    ("credits", "baseline_percent = 98, absolute = true", "baseline_percent = 98", "crediting"),
    ("credits", "support_price = 14", "support_price = 14.1", "crediting"),
    ("credits", "approval_cost = 3", "approval_cost = 3.1", "projects"),
    ("credits", "approval_cost = 3", "approval_cost = 3.1", "inputs"),
    ("credits", "credited_percent = 80", "credited_percent = 81", "projects"),
    ("credits", "buyer_percent = 50", "buyer_percent = 51", "projects"),
    ("credits", "limit = { percent_of_obligation = 1 }", "limit = { percent_of_obligation = 0.5 }", "projects"),
    ("credits", 'rent = "seller"', 'rent = "buyer"', "incomes"),
    ("links", "limit = { mt = 4 }", "limit = { mt = 4.1 }", "links"),
    ("links", "limit = { percent_of_obligation = 3 }", "limit = { percent_of_obligation = 3.1 }", "links"),
    ("links", "limit = { percent_of_effort = 20 }", "limit = { percent_of_effort = 21 }", "links"),
    ("links", "back_limit = { percent_of_obligation = 2 }", "back_limit = { percent_of_obligation = 2.1 }", "links"),
    ("links", "exchange_rate = 0.8", "exchange_rate = 0.81", "links"),
    ("links", "fee = 2", "fee = 2.1", "links"),
    ("links", "proceeds_percent = 5", "proceeds_percent = 5.1", "links"),
    ("links", "least_buyer_price = 40", "least_buyer_price = 41", "corridors"),
    ("links", "largest_seller_price = 10", "largest_seller_price = 10.1", "corridors"),
    ("links", 'fee_region = "A"', 'fee_region = "B"', "incomes"),
    ("links", 'rent = "seller"', 'rent = "buyer"', "incomes"),
    ("links", "credit_limit = { percent_of_effort = 10 }", "credit_limit = { percent_of_effort = 10.1 }", "credit_limits"),
    ("links", 'credit_limit = { mt = 1, of = ["back"] }', "credit_limit = { mt = 1 }", "credit_limits"),
    ("credits", "credit_limit = { percent_of_obligation = 4 }", "credit_limit = { percent_of_obligation = 4, offsets = false }", "credit_limits"),
    ("credits", 'of = ["joint"], offsets = true', 'of = ["joint"]', "credit_limits"),
    ("labour", "elasticity = 0.2", "elasticity = 0.21", "labour"),
    ("balancing_tax", "minimum = 0.99", "minimum = 0.991", "labour"),
    ("prices", "grid_factor = 1.1", "grid_factor = 1.11", "indirect"),
    ("prices", "A = 4, ", "A = 4.1, ", "armington"),
    ("prices", "ELE = 2.8", "ELE = 2.9", "armington"),
    ("prices", "CEM = 2, COL = 3.5", "CEM = 2, COL = 3.6", "armington"),
    ("leisure", "WEST = 0.4", "WEST = 0.41", "time"),
    ("labour", "COL = 0.5", "COL = 0.51", "subsistence"),
    ("demand", "MAN = 0.3", "MAN = 0.31", "cde"),
    ("demand", "ELE = -0.4", "ELE = -0.41", "cde"),
    ("demand", "COL = 0.4", "COL = 0.41", "cde"),
    ("labour", 'current_account = "consumption_price"', 'current_account = "numeraire"', "current_account"),
    ("revenue_and_swaps", "value = 0.998", "value = 0.997", "swaps"),
    ("revenue_and_swaps", "value = 22", "value = 22.1", "swaps"),
    ("revenue_and_swaps", "value = 90", "value = 90.1", "swaps"),
    ("revenue_and_swaps", "value = 42", "value = 42.1", "swaps"),
    ("revenue_and_swaps", "value = 1.01", "value = 1.02", "swaps"),
    ("shocks", '"endowment all A" = { factor = 1.1 }', '"endowment all A" = { factor = 1.11 }', "shock_endowments"),
    ("shocks", "factor = 1.06", "factor = 1.05", "shock_productivity"),
    ("shocks", "factor = 1.2", "factor = 1.21", "shock_productivity"),
    ("shocks", "{ factor = 1.04,", "{ factor = 1.05,", "shock_payments"),
    ("shocks", "change = 0.04", "change = 0.05", "shock_output_taxes"),
    ("products", "change = 0.05", "change = 0.06", "shock_output_taxes"),
    ("products", "value = 0.03", "value = 0.04", "shock_output_taxes"),
    ("products", "t_per_musd = 6000", "t_per_musd = 6001", "standards"),
    ("products", "value = 1.002", "value = 1.003", "swaps"),
    ("shocks", '"factor tax LAB B" = { change = 0.02 }', '"factor tax LAB B" = { change = 0.03 }', "shock_taxes"),
    ("shocks", "change = 0.03", "change = 0.04", "shock_taxes"),
    ("shocks", "value = 0.25", "value = 0.26", "shock_taxes"),
    ("shocks", "value = 0.12", "value = 0.13", "shock_taxes"),
    ("shocks", "value = 0.05", "value = 0.06", "shock_export_taxes"),
    ("shocks", "value = 90", "value = 91", "shock_payments"),
    ("shocks", "minimum = 1.005", "minimum = 1.006", "labour"),
    ("shocks", "elasticity = 0.1", "elasticity = 0.11", "labour"),
    ("shocks", "value = 5\n", "value = 5.1\n", "swaps"),
    ("small_country", "factor = 1.25", "factor = 1.26", "world_prices"),
    ("small_country", 'A = ["COL", "MAN"]', 'A = ["COL", "CEM"]', "world_prices"),
    ("small_country", "both = 7", "both = 7.1", "labour"),
    ("small_country", "A = 5, both", "A = 5.1, both", "labour"),
    ("small_country", "CEM = 1.5", "CEM = 1.6", "export_supply"),
    ("small_country", "B = { MAN = 2 }", "B = { MAN = 2, TRN = 2 }", "export_supply"),
    ("small_country", "heavy = 2.5", "heavy = 2.6", "armington"),
    ("small_country", "default = 5.5", "default = 5.6", "armington"),
    ("small_country", "COL = 4.5", "COL = 4.6", "armington"),
    ("technology_policies", "share_percent = 36", "share_percent = 36.1", "certificates"),
    ("technology_policies", "share_percent = 38", "share_percent = 38.1", "certificates"),
    ("technology_policies", "at_most_percent = 80", "at_most_percent = 81", "output_limits"),
    ("technology_policies", "at_most = 150", "at_most = 151", "output_limits"),
    ("technology_policies", "at_least_percent = 122", "at_least_percent = 121", "output_limits"),
    ("technology_policies", 'at_least_percent = 122\npaid_by = "users"', "at_least_percent = 122", "output_limits"),
    ("technology_policies", "at_least = 58", "at_least = 57.9", "output_limits"),
    ("technology_policies", "per_unit = -8", "per_unit = -8.1", "subsidies"),
    ("technology_policies", "price = 84", "price = 84.1", "feed_in_tariffs"),
    ("technology_policies", "price = 60", "price = 60.1", "feed_in_tariffs"),
    ("technology_policies", "strike = 60", "strike = 60.1", "carbon_contracts"),
    ("technology_policies", "strike = 8", "strike = 8.1", "carbon_contracts"),
    ("technology_policies", 'technology_pool = "users"', 'technology_pool = "government"', "pool"),
    ("technology_policies", '"ELE.coal" = 1.14', '"ELE.coal" = 1.145', "standards"),
    ("revenue_and_swaps", 'revenue = "spending"', 'revenue = "household"', "revenue_owners"),
]


@pytest.mark.parametrize("study, stated, other, check", OTHER_STATEMENTS)
def test_another_statement_would_be_noticed(study, stated, other, check, solved):
    audit, text = solved[study]
    assert stated in text
    assert {name for _, name in broken_rules(audit, text.replace(stated, other))} >= {check}
