# SPDX-License-Identifier: Apache-2.0
"""Every variable of the root group of a results file, recomputed from its group /state by docs/results.md, with NumPy alone.

What can't follow from the states of the scenarios is listed in NOT_FROM_STATE with the reason. A variable that is neither
recomputed nor listed there is an error.
"""
import h5py
import numpy as np

import recompute_accounts as accounts
import recompute_emissions as emissions
import recompute_permits as permits
import recompute_prices as prices
import recompute_volumes as volumes
import recompute_welfare as welfare
from auditor_graph import is_text_dimension, text, text_attribute
from study_policy import labour_rule
from study_text import stated_study

TOLERANCE = 1e-9

NOT_FROM_STATE = {
    "abatement_cost_macc": "an integral along the path of caps; its value at the scenario alone does not have it "
                           "(test_recompute_path.py integrates by runs along the caps)",
    "abatement_cost_macc_error": "belongs to the same integral",
    "abatement_cost_note": "text of the same",
    "leakage_competitiveness_channel": "of one more solve, whose state is not in the file; with the next it adds up to leakage_rate",
    "leakage_fuel_price_channel": "leakage_rate less the above",
    "leakage_channels_note": "text: why the channels are missing",
    "reachable_cut": "of the path, where there is no equilibrium",
    "solver_iterations": "how it was solved, not what was found",
    "ipopt_confirmed": "what the other solver says of it",
    "ipopt_iterations": "likewise",
    "solver_message": "text of the solver",
    "worst_conditions": "text of the solver",
}
LABELS = {"scenario", "region", "region_name", "sector", "sector_name", "market", "user", "household", "link", "fuel", "factor", "technology", "latent_technology",
          "solver_status"}


class Scenario:
    """The variables of one scenario; computed values are kept where others build on them."""

    def __init__(self, s, ref, study):
        self.s, self.ref, self.study = s, ref, study
        self.covered = emissions.covered(s)
        self.trade = permits.Trade(s, self.covered)
        self.ledger = permits.Ledger(s, self.trade, emissions.only_taxed_now(s), emissions.only_taxed_at_benchmark(s))
        self.coalition = emissions.Coalition(s, study.named_coalition)
        self.leakage = emissions.Leakage(s, ref, self.coalition)

    def values(self):
        tables = (self.accounts(), self.markets(), self.instruments(), self.ledger_values(), self.leakage_values(), self.quality(),
                  volumes.physical_accounts(self.s), volumes.latent_accounts(self.s), welfare.welfare_parts(self.s, self.ref), prices.values_and_prices(self.s))
        return {name: value for table in tables for name, value in table.items()}

    def accounts(self):
        s, ref = self.s, self.ref
        gdp, gdp_ref, ev = accounts.gdp(s), accounts.gdp(ref), accounts.welfare_ev(s, ref)
        income, price = self.gni_nominal(s), accounts.final_expenditure_price(s)
        gni, gni_ref = income / price, self.gni_nominal(ref) / accounts.final_expenditure_price(ref)
        output, output_ref = accounts.output(s), accounts.output(ref)
        return {
            "gdp": gdp, "gdp_nominal": accounts.gdp(s, benchmark_prices=False), "gdp_change": percent_change(gdp, gdp_ref),
            "abatement_cost_gdp": gdp_ref - gdp,
            "gni_nominal": income, "final_expenditure_price": price, "net_factor_income": accounts.net_factor_income(s),
            "gni": gni, "gni_change": percent_change(gni, gni_ref), "abatement_cost_gni": gni_ref - gni,
            "welfare_ev": ev, "welfare_change": 100 * ev / accounts.consumption(ref), "abatement_cost_ev": -ev,
            "consumption": accounts.consumption(s), "consumer_price": accounts.consumer_price(s),
            "terms_of_trade": accounts.terms_of_trade(s, ref),
            "output": output, "output_change": percent_change(output, output_ref),
            "exports_change": accounts.exports_change(s, ref), "imports_change": accounts.imports_change(s, ref),
            "exports": accounts.exports(s), "imports": accounts.imports(s),
            "welfare_ev_by_household": accounts.welfare_ev_by_household(s, ref),
            "welfare_change_by_household": accounts.welfare_change_by_household(s, ref),
        }

    @staticmethod
    def gni_nominal(s):
        """GDP, factor income from abroad, and what is received for permits less what is paid for them abroad."""
        trade = permits.Trade(s, emissions.covered(s))
        return (accounts.gdp(s, benchmark_prices=False) + accounts.net_factor_income(s) - permits.permit_import_value(s, trade))

    def markets(self):
        s = self.s
        return {
            "carbon_price": permits.only_where(permits.is_on(s), s.tau), "carbon_price_local": permits.carbon_price_local(s, accounts.consumer_price(s)),
            "co2_cap": permits.co2_cap(s), "co2_covered": permits.only_where(permits.is_on(s), self.covered.sum(axis=1)),
            "allowances": permits.allowances(s), "offsets_used": permits.of_kind(s, "offsets"),
            "permits_withheld": -permits.of_kind(s, "permits kept back"),
            "permits_released": permits.of_kind(s, "permits released"),
            **permits.credit_limits(s), "permit_imports": self.trade.net,
            "permit_import_value": self.permit_import_value(),
            "union_emissions_change": self.union_emissions_change(),
        }

    def permit_import_value(self):
        """Two ways: what is paid for permits, and what the balance of payments leaves for them."""
        value = permits.permit_import_value(self.s, self.trade)
        balance = permits.balance_of_payments(self.s, accounts.trade_balance(self.s, benchmark_prices=False))
        gdp = accounts.gdp(self.s, benchmark_prices=False)
        return np.where(np.abs(balance - value) < TOLERANCE * gdp, value, np.inf)

    def union_emissions_change(self):
        """Against the scenario `unlinked`, or the first with the same markets on and no links; each tonne once."""
        on = permits.is_on(self.s)
        others = [s for s in self.study.solved if not has_links(s) and np.array_equal(permits.is_on(s), on)]
        if not on.any() or not others:
            return np.array(np.nan)
        named = [s for s in others if self.study.names[s.scenario] == "unlinked"]
        return regulated_once(self.s) - regulated_once((named or others)[0])

    def instruments(self):
        s, g = self.s, self.s.graph
        link = permits.link_index(g, self.study.links)
        flow, rate = s.read("arc_flow"), s.read("arc_rate")
        return {
            "tax_rate_change": tax_rate_change(s), "unemployment": unemployment(s),
            "world_market_sales": accounts.world_market_sales(s), "foreign_exchange": accounts.foreign_exchange(s),
            "permit_flow": flow[link], "permit_rent": permits.rents(s)[link], "permits_cancelled": ((rate - 1) * flow)[link],
        }

    def ledger_values(self):
        ledger, trade = self.ledger, self.trade
        return {
            "ledger_emissions": ledger.emissions(), "ledger_transferred_out": trade.out, "ledger_transferred_in": trade.into,
            "ledger_adjustment": ledger.adjustment(), "ledger_adjusted_emissions": ledger.adjusted(),
            "ledger_target": ledger.target(), "ledger_balance": ledger.target() - ledger.adjusted(),
            "average_abatement_cost": self.average_abatement_cost(),
        }

    def average_abatement_cost(self):
        """abatement_cost_macc / effort, effort = E0_r - target."""
        before = self.ledger.at_benchmark(emissions.covered_at_benchmark(self.s))
        effort = before - self.ledger.target()
        enough = effort > 1e-3 * before
        cost = self.study.file["abatement_cost_macc"][self.s.scenario]
        return np.where(enough, cost / np.where(enough, effort, 1.0), np.nan)

    def leakage_values(self):
        s, leakage = self.s, self.leakage
        co2 = emissions.co2(s)
        return {
            "in_coalition": self.coalition.inventory.astype(float), "transport_in_coalition": self.coalition.transport_flags(s),
            "coalition_abatement": leakage.abatement, "inventory_coverage": emissions.inventory_coverage(s),
            "abatement_international_transport": emissions.international_transport(self.ref) - emissions.international_transport(s), "co2": co2, "co2_by_user": emissions.co2_by_user(s), "abatement": emissions.co2(self.ref) - co2,
            "co2_international_transport": emissions.international_transport(s), "co2_world": np.array(emissions.co2_by_user(s).sum()),
            "leakage_international_transport": np.array(leakage.into_international_transport()),
            "leakage_rate": leakage.rate(), "leakage_by_region": leakage.by_region(), "leakage_by_sector": leakage.by_sector(),
            "leakage_rate_net_of_permits": leakage.net_of_permits(self.trade.net), "domestic_leakage": leakage.domestic(),
        }

    def quality(self):
        """Of the solution: compared in their own units, as all three are almost zero."""
        s = self.s
        rules = s.rules()[s.graph.rule_is_complementary == 1]
        pairs = np.concatenate([s.permit_market(), rules])
        return {
            "solver_residual": np.nanmax(np.abs(s.read("condition_residual"))),
            "walras_residual": -s.income_balance()[s.graph.attributes["numeraire_slack_agent"]],
            "complementarity_residual": np.max(np.abs(pairs), initial=0.0),
        }


class Recomputation:
    """All scenarios of a file that were solved."""

    def __init__(self, file, equilibria):
        self.file = file
        self.names = text(file["scenario"])
        self.links = text(file["link"]) if "link" in file else []
        self.solved = list(equilibria.values())
        for s in self.solved:
            s.quantity = s.read("edge_quantity")
            s.study = stated_study(file)
        self.named_coalition = self.coalition_of(stated_study(file))
        self.reference = equilibria[self.names.index(text_attribute(file, "reference_scenario"))]

    def coalition_of(self, study):
        """The regions that the study names for leakage: a list, a set of its own or all; none where it has no such key."""
        named = study.get("leakage", {}).get("coalition", [])
        if isinstance(named, str) and named != "all":
            named = study["sets"]["regions"][named]
        region = self.solved[0].graph.region
        return np.ones(len(region), bool) if named == "all" else np.isin(region, named)

    def variables(self):
        """Names of what has to be recomputed."""
        names = {name for name, item in self.file.items() if isinstance(item, h5py.Dataset)}
        return {name for name in names if not is_text_dimension(name)} - LABELS - set(NOT_FROM_STATE)

    def errors(self, s):
        """Per variable the largest difference, relative to the size of the number; infinite where nothing recomputes it."""
        values = Scenario(s, self.reference, self).values()
        return {name: difference(self.file[name][s.scenario], values.get(name), values.get(SIZE.get(name)))
                for name in sorted(self.variables())}

    def not_missing(self):
        """Variables with a value in a scenario that was not solved: there must be none."""
        unsolved = [i for i in range(len(self.names)) if i not in [s.scenario for s in self.solved]]
        known = {"solver_residual", "solver_iterations", "ipopt_confirmed", "ipopt_iterations", "reachable_cut"}
        numbers = [n for n in self.file if isinstance(self.file[n], h5py.Dataset) and self.file[n].dtype == np.float64]
        return [n for n in numbers for i in unsolved if n not in known and not np.all(np.isnan(self.file[n][i]))]


def regulated_once(s):
    return emissions.covered(s)[permits.has_permits(s)].sum() + emissions.only_taxed_now(s).sum()


def percent_change(now, before):
    with np.errstate(invalid="ignore", divide="ignore"):
        return 100 * (now - before) / before


def has_links(s):
    pool = s.read("market_pool")
    shared = np.unique(pool[pool >= 0], return_counts=True)[1]
    return bool(np.any(shared > 1)) or not np.all(np.isnan(s.read("arc_flow")))


def tax_rate_change(s):
    """Of the first tax of a region whose rate is an unknown."""
    g = s.graph
    rates = np.unique(g.charge_rate[(g.charge_base == "value") & s.charges.on])
    change = np.full(len(g.region), np.nan)
    for v in rates[::-1]:
        change[g.variable_region[v]] = 100 * s.v[v]
    return change


def unemployment(s):
    """1 - u = (1 - u0) employment; employment multiplies the endowment of labour, u0 is the rate of the study."""
    g = s.graph
    rate = np.full(len(g.region), np.nan)
    of_labour = permits.variables(s, "employment: ")[0]
    supplied = s.read("endowment_variable")
    for v in of_labour:
        assert np.any(supplied == v), "employment multiplies an endowment"
        region = g.region[g.variable_region[v]]
        rate[g.variable_region[v]] = 100 - (100 - labour_rule(s.study, region)["unemployment_percent"]) * s.v[v]
    return rate


# Differences of large numbers are compared relative to these.
SIZE = {"abatement_cost_gdp": "gdp", "abatement_cost_gni": "gni", "abatement_cost_ev": "consumption", "welfare_ev": "consumption",
        **{f"welfare_{part}": "consumption" for part in welfare.PARTS}}


def difference(found, value, size=None):
    """Largest |found - value| relative to the larger of |value|, its size and 1; infinite where only one of them is missing."""
    if value is None or np.shape(found) != np.shape(value) or np.any(np.isnan(found) != np.isnan(value)):
        return np.inf
    with np.errstate(invalid="ignore"):
        error = np.abs(np.asarray(found) - value) / np.maximum(np.maximum(np.abs(value), 1), 0 if size is None else size)
    return float(np.max(np.nan_to_num(error, nan=0.0), initial=0.0))
