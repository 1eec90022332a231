# SPDX-License-Identifier: Apache-2.0
"""Indicators of a results file, recomputed from prices and quantities of one equilibrium."""
import numpy as np


class Indicators:
    """What auditor.Equilibrium computes beside the conditions; prices and quantities are its own."""

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
        return gdp + self.trade_balance(fob, cif)

    def trade_balance(self, fob, cif):
        """Exports FOB - imports CIF per region."""
        g = self.graph
        regions = len(g.region)
        sold, bought = np.isin(g.edge_role, ["origin", "service"]), g.edge_role == "origin"
        exports = np.bincount(g.edge_exporter[sold], (fob * self.q)[sold], regions)
        return exports - np.bincount(g.edge_region[bought], (cif * self.q)[bought], regions)

    def households(self, region):
        return np.flatnonzero((self.graph.agent_kind == "household") & (self.graph.agent_region == region))

    def consumption(self):
        """e(pbar, u) per region: benchmark consumption x level of its households, leisure included where it is a choice."""
        return np.array([sum(map(self.expenditure_of, self.households(r))) for r in range(len(self.graph.region))])

    def expenditure_of(self, household):
        n = self.graph.agent_demand_activity[household]
        return self.graph.activity_quantity0[n] * self.a[n]

    def goods(self):
        """Consumption of goods at benchmark prices: without leisure, which stands beside the bundle of goods in utility."""
        return np.array([sum(map(self.goods_of, self.households(r))) for r in range(len(self.graph.region))])

    def goods_of(self, household):
        g = self.graph
        n = g.agent_demand_activity[household]
        if g.commodity_kind[g.activity_output_commodity[n]] != "utility":
            return self.expenditure_of(household)
        edges = (g.edge_activity == n) & (g.edge_role == "bundle")
        return np.sum((g.edge_price0 * self.q)[edges])

    def co2(self):
        g = self.graph
        mt = np.bincount(g.edge_region[g.emission_edge], g.emission_physical * self.q[g.emission_edge], len(g.region))
        np.add.at(mt, g.activity_region[g.process_activity], self.process_emissions)
        return mt

    def permit_imports(self):
        """Emissions - own allowances in linked markets, what flows into markets of one region, less credits sold by projects."""
        g, pool = self.graph, self.read("market_pool")
        flows = self.formulas.sum("supply", len(g.supply_kind), self.formulas.terms_with(g.arc_flow_variable))
        inflow = np.zeros((len(g.market), len(g.region)))
        np.add.at(inflow, (g.supply_market, g.supply_region), flows)
        surplus = self.allowances() - inflow - self.covered_by_market_and_region()
        total = np.zeros(len(g.region))
        for number in np.unique(pool[pool >= 0]):
            here = pool == number
            members = (self.read("market_revenue_agent")[here] >= 0).any(axis=0)
            if members.sum() == 1:
                total += inflow[here].sum(axis=0)
                continue
            pool_surplus = surplus[here].sum(axis=0)
            bought, offered = -pool_surplus[pool_surplus < 0].sum(), pool_surplus[pool_surplus > 0].sum()
            kept = (bought - inflow[here].sum()) / offered if offered > 0 else 0.0
            total += np.where(pool_surplus > 0, -pool_surplus * kept, -pool_surplus)
        sold = np.nan_to_num(self.read("arc_rate") * self.read("arc_flow"))
        np.subtract.at(total, g.arc_host[g.arc_host >= 0], sold[g.arc_host >= 0])
        return total

    def permit_import_value(self):
        """By the balance of payments: what comes in for goods and by transfers and does not stay goes abroad for permits."""
        g = self.graph
        value = self.trade_balance(self.fob, self.delivered)
        for agent, sign in ((g.transfer_to, 1), (g.transfer_from, -1)):
            inside = agent >= 0
            np.add.at(value, g.agent_region[agent[inside]], sign * self.transfers()[inside])
        return value
