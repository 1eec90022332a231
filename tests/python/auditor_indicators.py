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
            members = (self.read("market_revenue_agent")[pool == number] >= 0).any(axis=0)
            bought, offered = -pool_surplus[pool_surplus < 0].sum(), pool_surplus[pool_surplus > 0].sum()
            if members.sum() > 1 and offered > 0:
                total += np.where(pool_surplus > 0, -pool_surplus * bought / offered, -pool_surplus)
        return total
