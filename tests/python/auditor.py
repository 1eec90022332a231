# SPDX-License-Identifier: Apache-2.0
"""Recomputes every equilibrium condition and every indicator (recompute.py) of a results file from the formulas of the model, with
NumPy and h5py alone: nothing here comes from the C++ code. See docs/results.md for the names.

    python3 tests/python/auditor.py FILE.h5
"""
import sys

import h5py
import numpy as np

import recompute_cde
import recompute_volumes
from auditor_charges import Charges
from auditor_formulas import Formulas
from auditor_graph import Graph, has_scenarios, results_of, text
from recompute import Recomputation


class Equilibrium:
    """One scenario: its unknowns are read, everything else is recomputed."""

    def __init__(self, file, graph, scenario):
        self.graph, self.scenario = graph, scenario
        self.state = {name: values[scenario] for name, values in file["state"].items() if has_scenarios(values)}
        self.p = self.read("commodity_price")
        self.a = self.read("activity_level")
        self.tau = self.read("market_price")
        self.v = self.read("variable_value")
        self.charges = Charges(self)
        self.t = self.read("activity_output_tax") + self.charges.per_unit("output", "value")
        self.tx = self.read("edge_export_tax")
        self.shocks()
        self.tm = self.read("edge_tax") + self.charges.per_unit("input", "value")
        self.kappa = self.charges.tonnes[graph.charged]
        self.prices()
        self.processes()
        self.costs_and_demands()
        self.endowments()
        self.instruments()

    def read(self, name):
        return self.state[name]

    def variable_or(self, index, otherwise):
        """Values of variables by index; `otherwise` for index -1."""
        return np.where(index >= 0, self.v[index] if len(self.v) else otherwise, otherwise)

    def price_of(self, market):
        """Permit prices by market; zero for market -1."""
        return np.where(market >= 0, self.tau[market] if len(self.tau) else 0.0, 0.0)

    def shocks(self):
        """Endowments and the benchmark of each input as the scenario's shocks make them: Pbar A, Q/A."""
        g = self.graph
        productivity = self.state.get("edge_productivity", 1.0)
        self.price0, self.quantity0 = g.edge_price0 * productivity, g.edge_quantity0 / productivity
        self.tx0, self.t0 = getattr(g, "edge_export_tax0", self.tx), getattr(g, "activity_output_tax0", self.read("activity_output_tax"))
        self.tm0 = getattr(g, "edge_tax0", self.read("edge_tax"))
        self.endowed = g.endowment_quantity0 * self.state.get("endowment_factor", 1.0)

    # --- formulas -----------------------------------------------------------------------------------------------------------
    def prices(self):
        """P = [p (1 + tx) + sum mu p_service] (1 + t) + charges; (... + charges) (1 + t) where taxes fall on permits."""
        g = self.graph
        service = np.bincount(g.margin_edge, g.margin_coefficient * self.p[g.margin_commodity], len(g.edge_activity))
        self.fob = self.p[g.edge_commodity] * (1 + self.tx)
        self.delivered = self.fob + service
        charged = self.charges.per_unit("input")
        self.tax_base = self.delivered + charged * g.attributes["carbon_in_tax_base"]
        self.P = self.delivered + charged + self.tm * self.tax_base

    def processes(self):
        """K = p_b k(x), emissions Q a eps0 (1 + x/xhat)^-nu, abatement input Q a (k - x k'): x = all charges / p_b on the share that a
        charge is on alone, without that charge on the rest."""
        g = self.graph
        share, *prices = self.charges.of_processes()
        p_b = self.p[g.process_abatement_commodity]
        output = g.activity_quantity0[g.process_activity] * self.a[g.process_activity]
        self.process_cost, self.process_input, emissions = 0.0, 0.0, []
        for part, tau in zip((share, 1 - share), prices):
            k, intensity = self.abatement_curve(tau / p_b)
            self.process_cost = self.process_cost + part * p_b * k
            self.process_input = self.process_input + part * output * (k - tau / p_b * intensity)
            emissions.append(part * output * intensity)
        self.process_part, self.process_emissions = emissions[0], sum(emissions)

    def abatement_curve(self, x):
        """k(x) and its derivative, the intensity."""
        g = self.graph
        exponent = 1 - g.process_nu
        with np.errstate(divide="ignore", invalid="ignore"):
            power = ((1 + x / g.process_xhat) ** exponent - 1) / exponent
        integral = np.where(np.abs(exponent) < 1e-9, np.log1p(x / g.process_xhat), power)
        intensity = g.process_intensity0 * (1 + x / g.process_xhat) ** -g.process_nu
        return g.process_intensity0 * g.process_xhat * integral, intensity

    def costs_and_demands(self):
        """u = p (1 - t) - charges - K; C = [sum theta (P/Pbar)^(1-sigma)]^(1/(1-sigma)); q = Q a (C Pbar/P)^sigma."""
        g = self.graph
        p_out = np.where(g.activity_output_commodity >= 0, self.p[g.activity_output_commodity], 1.0)
        self.u = p_out * (1 - self.t)
        np.subtract.at(self.u, g.process_activity, self.process_cost)
        self.u -= self.charges.per_unit("output")
        value0 = self.price0 * self.quantity0
        total0 = g.by_activity(value0)
        theta = value0 / total0[g.edge_activity]
        self.share_sum = total0 / (g.activity_unit_revenue0 * g.activity_quantity0)
        log_price = np.log(self.P / self.price0)
        sigma = g.activity_elasticity
        s = sigma[g.edge_activity]
        cobb_douglas = np.abs(1 - sigma) < 1e-9
        with np.errstate(divide="ignore", invalid="ignore"):
            general = np.log(g.by_activity(theta * np.exp((1 - s) * log_price))) / (1 - sigma)
        self.log_cost = np.where(cobb_douglas, g.by_activity(theta * log_price), general)
        self.q = self.quantity0 * self.a[g.edge_activity] * np.exp(s * (self.log_cost[g.edge_activity] - log_price))
        recompute_cde.costs_and_demands(self)
        recompute_volumes.costs_and_demands(self)

    def endowments(self):
        """Endowment quantity0 (p_price/p_cost)^elasticity."""
        g = self.graph
        with_curve = g.endowment_elasticity != 0
        ratio = np.ones(len(g.endowment_agent))
        ratio[with_curve] = self.p[g.endowment_price_commodity[with_curve]] / self.p[g.endowment_cost_commodity[with_curve]]
        self.endowment = self.endowed * ratio**g.endowment_elasticity
        self.endowment = self.endowment * self.variable_or(self.read("endowment_variable"), 1.0)

    def instruments(self):
        """Rules, what they pay and buy, and permits beyond the caps."""
        g = self.graph
        pool, scale = self.read("market_pool"), self.read("market_benchmark_emissions")
        covered = self.covered_by_market_and_region().sum(axis=1)
        relative = np.array([covered[pool == n].sum() / scale[pool == n].sum() if n >= 0 else np.nan for n in pool])
        symbols = {"price": self.p, "level": self.a, "variable": self.v, "permit_price": self.tau, "emissions": relative,
                   "balancing": self.read("agent_balancing_payment") / g.agent_income0, "numeraire": np.array([self.numeraire_price()]),
                   "quantity": self.q, "process": self.process_emissions}
        self.formulas = Formulas(g, self.read("term_coefficient"), symbols)
        self.rule_formula = self.formulas.sum("rule", len(g.rule_name))
        self.contribution = self.formulas.sum("contribution", len(g.contribution_what))
        self.supply = self.formulas.sum("supply", len(g.supply_kind))

    def contributed(self, row_kind, size):
        g = self.graph
        mine = g.contribution_row_kind == row_kind
        return np.bincount(g.contribution_row_index[mine], self.contribution[mine], size)

    def ruled(self, symbol_kind):
        """Indices of the unknowns of a kind that rules determine."""
        g = self.graph
        return g.rule_symbol_index[(g.rule_symbol_kind == symbol_kind) & (self.read("rule_active") == 1)]

    def numeraire_price(self):
        return np.sum(self.graph.numeraire_weight * self.p[self.graph.numeraire_commodity])

    def allowances(self):
        """Per market and region: cap and permits beyond it."""
        mt = self.read("market_cap_by_region").copy()
        np.add.at(mt, (self.graph.supply_market, self.graph.supply_region), self.supply)
        return mt

    # --- conditions, each as scaled residuals -------------------------------------------------------------------------------
    def zero_profit(self):
        g = self.graph
        runs = g.activity_output_commodity >= 0
        profit = np.log(self.u / g.activity_unit_revenue0) - self.log_cost
        return np.where(runs, profit + self.contributed("zero_profit", g.n_activities), 0.0)

    def shares(self):
        """Input shares sum to one: benchmark cost = benchmark revenue."""
        return self.share_sum - 1

    def unit_revenue(self):
        """p = [sum phi p_e^(1+eta)]^(1/(1+eta)) of activities with several outputs."""
        g = self.graph
        n = g.output_edge_activity
        phi = g.output_edge_quantity0 / g.activity_quantity0[n]
        eta = g.activity_transformation_elasticity
        index = np.bincount(n, phi * self.p[g.output_edge_commodity] ** (1 + eta[n]), g.n_activities)
        composite = self.p[g.activity_output_commodity]
        return np.where(g.several, np.where(g.several, index, 1.0) ** (1 / (1 + eta)) / composite - 1, 0.0)

    def supply_and_demand(self):
        g = self.graph
        single = ~g.several & (g.activity_output_commodity >= 0)
        size = g.n_commodities
        supply = np.bincount(g.activity_output_commodity[single], (g.activity_quantity0 * self.a)[single], size)
        n = g.output_edge_activity
        ratio = self.p[g.output_edge_commodity] / self.p[g.activity_output_commodity[n]]
        s = g.output_edge_quantity0 * self.a[n] * ratio ** g.activity_transformation_elasticity[n]
        supply += np.bincount(g.output_edge_commodity, s, size)
        supply += np.bincount(g.endowment_commodity, self.endowment, size)
        supply += self.contributed("market_clearing", size)
        demand = np.bincount(g.edge_commodity, self.q, size)
        demand += np.bincount(g.margin_commodity, g.margin_coefficient * self.q[g.margin_edge], size)
        demand += np.bincount(g.process_abatement_commodity, self.process_input, size)
        return supply, demand

    def market_clearing(self):
        g = self.graph
        supply, demand = self.supply_and_demand()
        final = np.zeros(g.n_commodities, bool)  # bought in the budgets
        final[g.activity_output_commodity[g.agent_demand_activity[g.agent_demand_activity >= 0]]] = True
        joint = np.zeros(g.n_commodities, bool)
        joint[g.activity_output_commodity[g.several]] = True  # composites of several outputs are not traded
        scale = np.maximum.reduce([np.abs(supply), np.abs(demand), self.full_size()])
        balance = np.divide(supply - demand, scale, out=np.zeros_like(scale), where=scale > 1e-12)
        return np.where(final | joint, 0.0, balance)

    def full_size(self):
        """What makers of a commodity would make at level 1: idle twins of sectors make almost nothing of their bundles."""
        g = self.graph
        made = g.activity_output_commodity >= 0
        return np.bincount(g.activity_output_commodity[made], g.activity_quantity0[made], g.n_commodities)

    def demands(self):
        """Demands in the file against the recomputed ones."""
        return (self.read("edge_quantity") - self.q) / np.abs(self.quantity0)

    def user_prices(self):
        return (self.read("edge_price") - self.P) / self.P

    def unit_revenues(self):
        runs = self.graph.activity_output_commodity >= 0
        return np.where(runs, self.read("activity_unit_revenue") - self.u, 0.0)

    def process(self):
        size = np.maximum(np.abs(self.process_emissions), 1e-9 * np.abs(self.graph.process_intensity0))  # idle twins emit nothing
        emitted = (self.read("process_emissions") - self.process_emissions) / size
        return np.concatenate([emitted, self.read("process_abatement") - self.process_input])

    def balancing_payments(self):
        """Lump sums and saving are unknowns; the first household of the region pays them."""
        g = self.graph
        received = self.read("agent_balancing_payment")
        by_region = np.bincount(g.agent_region, received, len(g.region))
        is_household = g.agent_kind == "household"
        first = np.array([agent == np.flatnonzero(is_household & (g.agent_region == g.agent_region[agent]))[0]
                          for agent in range(len(g.agent_name))])
        return np.where(first, -by_region[g.agent_region], np.where(g.agent_kind == "household", 0.0, received))

    def income_balance(self):
        """Endowments + taxes + allowances + transfers + lump sums - expenditure; the Walras slack is left out: it must vanish."""
        g = self.graph
        agents = len(g.agent_name)

        def received(agent, value):
            return np.bincount(agent[agent >= 0], value[agent >= 0], agents)

        income = np.bincount(g.endowment_agent, self.p[g.endowment_commodity] * self.endowment, agents)
        p_out = self.p[g.activity_output_commodity]
        income += received(g.activity_tax_agent, self.t * p_out * g.activity_quantity0 * self.a)
        income += received(g.edge_export_tax_agent, self.tx * self.p[g.edge_commodity] * self.q)
        income += received(g.edge_tax_agent, self.tm * self.tax_base * self.q)
        income += received(g.charge_receiver, self.charges.price * self.charged_tonnes())
        if len(self.tau):
            allowances = self.read("market_cap_by_region") * np.where(self.read("market_pool") >= 0, self.tau, 0.0)[:, None]
            income += received(self.read("market_revenue_agent").ravel(), allowances.ravel())
        transfers = self.transfers()
        income += received(g.transfer_to, transfers) - received(g.transfer_from, transfers)
        income += self.balancing_payments() + self.contributed("income_balance", agents)
        return (income - self.expenditure()) / g.agent_income0

    def transfers(self):
        unit = self.read("transfer_price_commodity")
        return self.graph.transfer_value * np.where(unit >= 0, self.p[unit], self.numeraire_price())

    def expenditure(self):
        g = self.graph
        spent = np.zeros(len(g.agent_name))
        for agent, (demand, stocks) in enumerate(zip(g.agent_demand_activity, g.agent_stock_activity)):
            if demand >= 0:
                spent[agent] += self.p[g.activity_output_commodity[demand]] * g.activity_quantity0[demand] * self.a[demand]
            if stocks >= 0:
                edges = g.edge_activity == stocks
                spent[agent] += np.sum(self.P[edges] * self.q[edges])
        return spent

    def closure(self):
        """Real government demand, real investment and stock changes stay at the benchmark where no rule says otherwise."""
        fixed = np.isin(self.graph.activity_kind, ["government", "investment", "stock_change"])
        fixed[self.ruled("level")] = False
        return np.where(fixed, self.a - 1, 0.0)

    def charged_tonnes(self):
        return self.charges.amounts(self.q, self.graph.activity_quantity0 * self.a, self.process_emissions, self.process_part)

    def covered_by_market_and_region(self):
        return self.charges.counted(self.charged_tonnes())

    def permit_market(self):
        """min(tau, cap + supply - E) = 0 per pool, in units of permit_price_scale and of benchmark emissions, where no rule
        determines the price; one price in a pool."""
        pool = self.read("market_pool")
        covered = self.covered_by_market_and_region().sum(axis=1)
        cap = self.allowances().sum(axis=1)
        scale = self.read("market_benchmark_emissions")
        residual = [0.0]
        for number in np.unique(pool[pool >= 0]):
            members = pool == number
            slack = (cap[members].sum() - covered[members].sum()) / scale[members].sum()
            price = self.tau[members]
            is_ruled = np.isin(self.ruled("permit_price"), np.flatnonzero(members)).any()
            pair = 0.0 if is_ruled else min(price[0] / self.graph.attributes["permit_price_scale"], slack)
            residual += [pair, np.ptp(price)]
        return np.array(residual + list(self.tau[pool < 0]))

    def rules(self):
        """formula = 0, or min(unknown, formula) = 0 where the rule is complementary, in their natural scales."""
        g = self.graph
        unknown = self.formulas.symbol(g.rule_symbol_kind, g.rule_symbol_index) / self.read("rule_unknown_scale")
        formula = self.rule_formula / self.read("rule_scale")
        residual = np.where(g.rule_is_complementary == 1, np.minimum(unknown, formula), formula)
        return np.where(self.read("rule_active") == 1, residual, 0.0)

    def formula_values(self):
        """Values of formulas in the file against the recomputed ones, relative to their size; rules are sums that cancel, their size is
        that of their terms."""
        def difference(name, value, size):
            found = np.nan_to_num(self.read(name))
            return (found - np.where(np.isnan(self.read(name)), found, value)) / np.maximum(np.abs(found), size)
        rule_size = np.maximum(np.nan_to_num(self.read("rule_scale")), 1)
        return np.concatenate([difference("rule_formula", self.rule_formula, rule_size),
                               difference("contribution_value", self.contribution, 1), difference("supply_mt", self.supply, 1)])

    def arcs(self):
        """tau_to flow = rate tau_from flow + fee flow + rent flow, and min(limit - flow, rent of the limit) = 0."""
        g = self.graph
        if not len(g.arc_name):
            return np.zeros(0)
        flow, scale = self.read("arc_flow"), self.read("market_benchmark_emissions")[g.arc_to]
        price = self.graph.attributes["permit_price_scale"]
        seller = self.price_of(g.arc_from)
        # Where the seller is a project, its costs are what is left: its supply is a rule, its rent that of the limit.
        paid = self.read("arc_rate") * seller + self.read("arc_fee") + self.read("arc_rent") - self.tau[g.arc_to]
        residual = [np.where(g.arc_from >= 0, paid * flow / (price * scale), 0.0), (flow - self.v[self.read("arc_flow_variable")]) / scale]
        own_rent = self.read("arc_rent") - np.nan_to_num(self.read("arc_limit_rent")) - np.nan_to_num(self.read("arc_credit_limit_rent"))
        residual.append(np.where(g.arc_from < 0, own_rent / price, 0.0))
        for sign, limit, rent in ((1, "arc_limit", "arc_limit_rent"), (-1, "arc_back_limit", "arc_back_limit_rent")):
            residual.append(np.minimum((self.read(limit) - sign * flow) / scale, self.read(rent) / price))
        return np.nan_to_num(np.concatenate(residual))

    def numeraire(self):
        return np.array([self.numeraire_price() - 1])

    CONDITIONS = ("zero_profit", "shares", "unit_revenue", "market_clearing", "income_balance", "closure", "permit_market",
                  "numeraire", "user_prices", "demands", "unit_revenues", "process", "rules", "formula_values", "arcs")

    def residuals(self):
        return {name: float(np.max(np.abs(getattr(self, name)()), initial=0.0)) for name in self.CONDITIONS}


class Audit:
    """All scenarios of a file, or of a variant in it; unsolved ones are left out."""

    def __init__(self, path, variant=None):
        with h5py.File(path) as whole:
            file = results_of(whole, variant)
            self.path, self.variant = path, variant
            self.names = text(file["scenario"])
            self.solved = [i for i, status in enumerate(text(file["solver_status"])) if status == "solved"]
            self.graph = Graph(file)
            self.scenarios = {i: Equilibrium(file, self.graph, i) for i in self.solved}
            self.residuals = {self.names[i]: e.residuals() for i, e in self.scenarios.items()}
            study = Recomputation(file, self.scenarios)
            self.not_missing, self.reference = study.not_missing(), study.reference.scenario
            self.indicator_errors = {self.names[i]: study.errors(e) for i, e in self.scenarios.items()}

    def values(self, name, equilibrium):
        """A variable of the root group in the scenario of an equilibrium."""
        with h5py.File(self.path) as file:
            return results_of(file, self.variant)[name][equilibrium.scenario]

    def worst(self):
        """(error, scenario, what) of the largest residual or difference."""
        errors = [(v, scenario, name) for table in (self.residuals, self.indicator_errors) for scenario, row in table.items()
                  for name, v in row.items()]
        return max(errors)


if __name__ == "__main__":
    audit = Audit(sys.argv[1])
    for scenario_name in audit.residuals:
        print(scenario_name)
        for condition, value in {**audit.residuals[scenario_name], **audit.indicator_errors[scenario_name]}.items():
            print(f"  {condition:20s} {value:.1e}")
    sys.exit(0 if audit.worst()[0] < 1e-8 else 1)
