# SPDX-License-Identifier: Apache-2.0
"""Recomputes every equilibrium condition and the headline indicators of a results file from the formulas of the model, with NumPy
and h5py alone: nothing here comes from the C++ code. See docs/results.md for the names.

    python3 tests/python/auditor.py FILE.h5
"""
import sys

import h5py
import numpy as np


def _text(dataset):
    return [s.decode() if isinstance(s, bytes) else s for s in dataset[:]]


class Graph:
    """The structure in /state, the same in all scenarios."""

    def __init__(self, file):
        state = file["state"]
        self.attributes = dict(state.attrs)
        for name, dataset in state.items():
            if dataset.dtype.kind == "O":
                setattr(self, name, _text(dataset))
            elif "scenario" not in [dimension.keys()[0] for dimension in dataset.dims if len(dimension)]:
                setattr(self, name, dataset[:])
        self.n_commodities = len(self.commodity_name)
        self.n_activities = len(self.activity_name)
        for kind in ("commodity_kind", "activity_kind", "edge_role", "agent_kind"):
            meanings = state[kind].attrs["flag_meanings"].split()
            setattr(self, kind, np.array([meanings[i] for i in state[kind][:]], dtype=object))
        self.several = np.bincount(self.output_edge_activity, minlength=self.n_activities) > 0
        self.edge_region = self.activity_region[self.edge_activity]

    def by_activity(self, edge_values):
        return np.bincount(self.edge_activity, edge_values, self.n_activities)


class Equilibrium:
    """One scenario: its unknowns are read, everything else is recomputed."""

    def __init__(self, file, graph, scenario):
        self.graph, self.scenario = graph, scenario
        self.file, self.state = file, file["state"]
        self.p = self.read("commodity_price")
        self.a = self.read("activity_level")
        self.tau = self.read("market_price")
        self.t = self.read("activity_output_tax")
        self.tx, self.tm = self.read("edge_export_tax"), self.read("edge_tax")
        self.kappa = self.read("emission_coefficient")
        self.prices()
        self.processes()
        self.costs_and_demands()
        self.endowments()

    def read(self, name):
        return self.state[name][self.scenario]

    # --- formulas -----------------------------------------------------------------------------------------------------------
    def prices(self):
        """P = [p (1 + tx) + sum mu p_service] (1 + t) + sum kappa tau."""
        g = self.graph
        service = np.bincount(g.margin_edge, g.margin_coefficient * self.p[g.margin_commodity], len(g.edge_activity))
        self.fob = self.p[g.edge_commodity] * (1 + self.tx)
        self.delivered = self.fob + service
        tau = np.where(g.emission_market >= 0, self.tau[g.emission_market] if len(self.tau) else 0.0, 0.0)
        permit_cost = np.bincount(g.emission_edge, self.kappa * tau, len(g.edge_activity))
        self.P = self.delivered * (1 + self.tm) + permit_cost

    def processes(self):
        """K = p_b k(tau/p_b), emissions Q a eps0 (1 + x/xhat)^-nu, abatement input Q a (k - x k')."""
        g = self.graph
        market, share = self.read("process_market"), self.read("process_share")
        self.process_market = market
        p_b = self.p[g.process_abatement_commodity]
        x = np.where(market >= 0, self.tau[market] if len(self.tau) else 0.0, 0.0) / p_b
        exponent = 1 - g.process_nu
        with np.errstate(divide="ignore", invalid="ignore"):
            power = ((1 + x / g.process_xhat) ** exponent - 1) / exponent
        integral = np.where(np.abs(exponent) < 1e-9, np.log1p(x / g.process_xhat), power)
        k = g.process_intensity0 * g.process_xhat * integral
        intensity = g.process_intensity0 * (1 + x / g.process_xhat) ** -g.process_nu
        output = g.activity_quantity0[g.process_activity] * self.a[g.process_activity]
        self.process_cost = share * p_b * k
        self.process_covered = np.where(market >= 0, share, 0.0) * output * intensity
        self.process_emissions = output * (share * intensity + (1 - share) * g.process_intensity0)
        self.process_input = share * output * (k - x * intensity)

    def costs_and_demands(self):
        """u = p (1 - t) - K; C = [sum theta (P/Pbar)^(1-sigma)]^(1/(1-sigma)); q = Q a (C Pbar/P)^sigma."""
        g = self.graph
        p_out = np.where(g.activity_output_commodity >= 0, self.p[g.activity_output_commodity], 1.0)
        self.u = p_out * (1 - self.t)
        np.subtract.at(self.u, g.process_activity, self.process_cost)
        value0 = g.edge_price0 * g.edge_quantity0
        total0 = g.by_activity(value0)
        theta = value0 / total0[g.edge_activity]
        self.share_sum = total0 / (g.activity_unit_revenue0 * g.activity_quantity0)
        log_price = np.log(self.P / g.edge_price0)
        sigma = g.activity_elasticity
        s = sigma[g.edge_activity]
        cobb_douglas = np.abs(1 - sigma) < 1e-9
        with np.errstate(divide="ignore", invalid="ignore"):
            general = np.log(g.by_activity(theta * np.exp((1 - s) * log_price))) / (1 - sigma)
        self.log_cost = np.where(cobb_douglas, g.by_activity(theta * log_price), general)
        self.q = g.edge_quantity0 * self.a[g.edge_activity] * np.exp(s * (self.log_cost[g.edge_activity] - log_price))

    def endowments(self):
        """Endowment quantity0 (p_price/p_cost)^elasticity."""
        g = self.graph
        with_curve = g.endowment_elasticity != 0
        ratio = np.ones(len(g.endowment_agent))
        ratio[with_curve] = self.p[g.endowment_price_commodity[with_curve]] / self.p[g.endowment_cost_commodity[with_curve]]
        self.endowment = g.endowment_quantity0 * ratio**g.endowment_elasticity

    # --- conditions, each as scaled residuals -------------------------------------------------------------------------------
    def zero_profit(self):
        g = self.graph
        runs = g.activity_output_commodity >= 0
        return np.where(runs, np.log(self.u / g.activity_unit_revenue0) - self.log_cost, 0.0)

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
        scale = np.maximum(np.abs(supply), np.abs(demand))
        balance = np.divide(supply - demand, scale, out=np.zeros_like(scale), where=scale > 1e-12)
        return np.where(final | joint, 0.0, balance)

    def demands(self):
        """Demands in the file against the recomputed ones."""
        return (self.read("edge_quantity") - self.q) / np.abs(self.graph.edge_quantity0)

    def user_prices(self):
        return (self.read("edge_price") - self.P) / self.P

    def unit_revenues(self):
        runs = self.graph.activity_output_commodity >= 0
        return np.where(runs, self.read("activity_unit_revenue") - self.u, 0.0)

    def process(self):
        emitted = self.read("process_emissions") / self.process_emissions - 1
        return np.concatenate([emitted, self.read("process_abatement") - self.process_input])

    def balancing_payments(self):
        """Lump sums and saving are unknowns; the household of the region pays them."""
        g = self.graph
        received = self.read("agent_balancing_payment")
        by_region = np.bincount(g.agent_region, received, len(g.region))
        return np.where(g.agent_kind == "household", -by_region[g.agent_region], received)

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
        income += received(g.edge_tax_agent, self.tm * self.delivered * self.q)
        if len(self.tau):
            allowances = self.read("market_cap_by_region") * np.where(self.read("market_pool") >= 0, self.tau, 0.0)[:, None]
            income += received(g.market_revenue_agent.ravel(), allowances.ravel())
        numeraire = np.sum(g.numeraire_weight * self.p[g.numeraire_commodity])
        income += received(g.transfer_to, numeraire * g.transfer_value) - received(g.transfer_from, numeraire * g.transfer_value)
        income += self.balancing_payments()
        return (income - self.expenditure()) / g.agent_income0

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
        """Real government demand, real investment and stock changes stay at the benchmark."""
        fixed = np.isin(self.graph.activity_kind, ["government", "investment", "stock_change"])
        return np.where(fixed, self.a - 1, 0.0)

    def covered_by_market_and_region(self):
        g = self.graph
        regions = len(g.region)
        covered = np.zeros((len(g.market), regions))
        on = g.emission_market >= 0
        edge = g.emission_edge[on]
        np.add.at(covered, (g.emission_market[on], g.edge_region[edge]), (self.kappa * self.q[g.emission_edge])[on])
        on = self.process_market >= 0
        np.add.at(covered, (self.process_market[on], g.activity_region[g.process_activity[on]]), self.process_covered[on])
        return covered

    def permit_market(self):
        """min(tau, cap - E) = 0 per pool, in units of permit_price_scale and of benchmark emissions; one price in a pool."""
        pool = self.read("market_pool")
        covered = self.covered_by_market_and_region().sum(axis=1)
        cap = self.read("market_cap_by_region").sum(axis=1)
        scale = self.read("market_benchmark_emissions")
        residual = [0.0]
        for number in np.unique(pool[pool >= 0]):
            members = pool == number
            slack = (cap[members].sum() - covered[members].sum()) / scale[members].sum()
            price = self.tau[members]
            residual += [min(price[0] / self.graph.attributes["permit_price_scale"], slack), np.ptp(price)]
        return np.array(residual + list(self.tau[pool < 0]))

    def numeraire(self):
        return np.array([np.sum(self.graph.numeraire_weight * self.p[self.graph.numeraire_commodity]) - 1])

    CONDITIONS = ("zero_profit", "shares", "unit_revenue", "market_clearing", "income_balance", "closure", "permit_market",
                  "numeraire", "user_prices", "demands", "unit_revenues", "process")

    def residuals(self):
        return {name: float(np.max(np.abs(getattr(self, name)()), initial=0.0)) for name in self.CONDITIONS}

    # --- indicators ---------------------------------------------------------------------------------------------------------
    def final_edges(self):
        """Goods bought by final users, found by walking down their nests."""
        g = self.graph
        maker = {c: n for n, c in enumerate(g.activity_output_commodity) if c >= 0 and g.activity_kind[n] == "nest"}
        open_activities = [n for n in np.concatenate([g.agent_demand_activity, g.agent_stock_activity]) if n >= 0]
        found = []
        while open_activities:
            for e in np.flatnonzero(g.edge_activity == open_activities.pop()):
                if g.edge_role[e] == "bundle":
                    open_activities.append(maker[g.edge_commodity[e]])
                elif g.edge_role[e] in ("good", "domestic", "imports"):
                    found.append(e)
        return np.array(found)

    def gdp(self, nominal=False):
        g = self.graph
        regions = len(g.region)
        use = self.final_edges()
        price = self.P if nominal else g.edge_price0
        fob = self.fob if nominal else 1 + self.tx
        cif = self.delivered if nominal else fob + np.bincount(g.margin_edge, g.margin_coefficient, len(g.edge_activity))
        gdp = np.bincount(g.edge_region[use], (price * self.q)[use], regions)
        sold = np.isin(g.edge_role, ["origin", "service"])
        gdp += np.bincount(g.edge_exporter[sold], (fob * self.q)[sold], regions)
        bought = g.edge_role == "origin"
        return gdp - np.bincount(g.edge_region[bought], (cif * self.q)[bought], regions)

    def consumption(self):
        """e(pbar, u) per region: benchmark consumption x level, leisure included where it is a choice."""
        g = self.graph
        value = np.full(len(g.region), np.nan)
        for agent in np.flatnonzero(g.agent_kind == "household"):
            n = g.agent_demand_activity[agent]
            value[g.agent_region[agent]] = g.activity_quantity0[n] * self.a[n]
        return value

    def goods(self):
        """Consumption of goods at benchmark prices: without leisure, which stands beside the bundle of goods in utility."""
        g = self.graph
        value = self.consumption()
        for agent in np.flatnonzero(g.agent_kind == "household"):
            n = g.agent_demand_activity[agent]
            if g.commodity_kind[g.activity_output_commodity[n]] == "utility":
                edges = (g.edge_activity == n) & (g.edge_role == "bundle")
                value[g.agent_region[agent]] = np.sum((g.edge_price0 * self.q)[edges])
        return value

    def co2(self):
        g = self.graph
        mt = np.bincount(g.edge_region[g.emission_edge], g.emission_physical * self.q[g.emission_edge], len(g.region))
        np.add.at(mt, g.activity_region[g.process_activity], self.process_emissions)
        return mt

    def permit_imports(self):
        pool = self.read("market_pool")
        surplus = self.read("market_cap_by_region") - self.covered_by_market_and_region()
        total = np.zeros(surplus.shape[1])
        for number in np.unique(pool[pool >= 0]):
            pool_surplus = surplus[pool == number].sum(axis=0)
            members = (self.graph.market_revenue_agent[pool == number] >= 0).any(axis=0)
            bought, offered = -pool_surplus[pool_surplus < 0].sum(), pool_surplus[pool_surplus > 0].sum()
            if members.sum() > 1 and offered > 0:
                total += np.where(pool_surplus > 0, -pool_surplus * bought / offered, -pool_surplus)
        return total


class Audit:
    """All scenarios of a file; unsolved ones are left out."""

    def __init__(self, path):
        with h5py.File(path) as file:
            self.file = file
            self.names = _text(file["scenario"])
            self.solved = [i for i, status in enumerate(_text(file["solver_status"])) if status == "solved"]
            self.graph = Graph(file)
            self.scenarios = {i: Equilibrium(file, self.graph, i) for i in self.solved}
            self.residuals = {self.names[i]: e.residuals() for i, e in self.scenarios.items()}
            self.indicator_errors = {self.names[i]: self.compare(i) for i in self.solved}

    def compare(self, i):
        """Largest relative difference between an indicator in the file and its recomputation."""
        reference = self.scenarios[self.names.index(self.file.attrs["reference_scenario"])]
        now = self.scenarios[i]
        gdp, gdp0 = now.gdp(), reference.gdp()
        ev = now.consumption() - reference.consumption()
        expected = {"gdp": (gdp, gdp0), "gdp_nominal": (now.gdp(nominal=True), gdp0), "co2": (now.co2(), now.co2()),
                    "gdp_change": (100 * (gdp / gdp0 - 1), 1.0), "welfare_ev": (ev, reference.consumption()),
                    "welfare_change": (100 * ev / reference.goods(), 1.0), "permit_imports": (now.permit_imports(), now.co2())}
        expected["leakage_rate"] = (self.leakage(now, reference), 1.0)
        return {name: self.difference(self.file[name][i], value, scale) for name, (value, scale) in expected.items()}

    def leakage(self, now, reference):
        members = np.isin(self.graph.region, self.file.attrs["coalition"].split())
        change = now.co2() - reference.co2()
        reduction = -change[members].sum()
        if members.all() or reduction <= 1e-6 * reference.co2()[members].sum():
            return np.nan
        return 100 * change[~members].sum() / reduction

    @staticmethod
    def difference(found, value, scale):
        if np.any(np.isnan(found) != np.isnan(value)):
            return np.inf
        error = np.abs((found - value) / scale)
        return float(np.max(np.nan_to_num(error), initial=0.0))

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
