# SPDX-License-Identifier: Apache-2.0
"""GDP, trade, output, welfare and prices of one equilibrium by docs/results.md, from prices and quantities alone.

`s` is auditor.Equilibrium: the graph, prices, levels and quantities of one scenario; `ref` is that of the reference."""
from functools import cache

import numpy as np

from recompute_cde import CdeHousehold, has_cde


def per_region(g, region, values, size=None):
    """Sums of values by region index."""
    return np.bincount(region, values, size or len(g.region))


@cache
def makers(g):
    """The activity that makes a bundle: nests, and the composites of origins."""
    kinds = ("nest", "armington", "subsistence", "consumption", "government", "investment")
    return {c: n for n, c in enumerate(g.activity_output_commodity) if c >= 0 and g.activity_kind[n] in kinds}


@cache
def inputs(g):
    """Per activity its edges."""
    order = np.argsort(g.edge_activity, kind="stable")
    return np.split(order, np.cumsum(np.bincount(g.edge_activity, minlength=g.n_activities))[:-1])


def walk_down(g, activity, through):
    """An activity and everything below that it buys through edges that `through` accepts."""
    maker, found, open_activities = makers(g), [], [activity]
    while open_activities:
        found.append(open_activities.pop())
        for e in inputs(g)[found[-1]]:
            if through(e) and g.edge_commodity[e] in maker:
                open_activities.append(maker[g.edge_commodity[e]])
    return found


@cache
def subsistence_activity(g, agent):
    """The basket that a household buys whatever happens, -1: none; found by what it pays for."""
    mine = (g.contribution_row_kind == "income_balance") & (g.contribution_row_index == agent)
    for c in np.flatnonzero(mine & (np.array(g.contribution_what, dtype=object) == "subsistence")):
        terms = np.flatnonzero((g.term_owner_kind == "contribution") & (g.term_owner == c))
        commodity = g.power_symbol_index[np.isin(g.power_term, terms)][0]
        return makers(g)[commodity]
    return -1


def spending_activities(g, agent):
    """What an agent buys by: demand, stock changes, subsistence."""
    found = (g.agent_demand_activity[agent], g.agent_stock_activity[agent], subsistence_activity(g, agent))
    return [n for n in found if n >= 0]


@cache
def final_uses(g):
    """Edges by which household, government and investor buy goods, stock changes included."""
    tops = [n for agent in range(len(g.agent_name)) for n in spending_activities(g, agent)]
    nests = [n for top in tops for n in walk_down(g, top, lambda e: g.edge_role[e] == "bundle")]
    return np.flatnonzero(np.isin(g.edge_activity, nests) & np.isin(g.edge_role, ["good", "domestic", "imports"]))


def fob(s, benchmark_prices):
    price = np.ones(s.graph.n_commodities) if benchmark_prices else s.p
    return price[s.graph.edge_commodity] * (1 + (s.tx0 if benchmark_prices else s.tx))


def cif(s, benchmark_prices):
    g = s.graph
    price = np.ones(g.n_commodities) if benchmark_prices else s.p
    service = np.bincount(g.margin_edge, g.margin_coefficient * price[g.margin_commodity], len(g.edge_activity))
    return fob(s, benchmark_prices) + service


def sold_abroad(g):
    """Bilateral flows and services to world pools, whose seller is edge_exporter."""
    return np.isin(g.edge_role, ["origin", "service"])


def bought_abroad(g):
    return g.edge_role == "origin"


def trade_balance(s, benchmark_prices):
    """Exports FOB - imports CIF."""
    g, sold, bought = s.graph, sold_abroad(s.graph), bought_abroad(s.graph)
    exports = per_region(g, g.edge_exporter[sold], (fob(s, benchmark_prices) * s.quantity)[sold])
    return exports - per_region(g, g.edge_region[bought], (cif(s, benchmark_prices) * s.quantity)[bought])


def gdp(s, benchmark_prices=True):
    g = s.graph
    use = final_uses(g)
    price = g.edge_price0 if benchmark_prices else s.read("edge_price")
    bought = per_region(g, g.edge_region[use], (price * s.quantity)[use])
    return bought + trade_balance(s, benchmark_prices) + world_trade_balance(s, benchmark_prices)


def world_market_sales(s):
    """By region and good what the world market buys: the contribution to the clearing of the market of the good. Missing where it gives no price."""
    g = s.graph
    sold = np.full((len(g.region), g.n_sectors), np.nan)
    for c in np.flatnonzero(np.array(g.contribution_what, dtype=object) == "world market"):
        commodity = g.contribution_row_index[c]
        maker = np.flatnonzero((g.activity_output_commodity == commodity) & (g.activity_kind == "production"))[0]
        sold[g.activity_region[maker], g.activity_sector[maker]] = -s.contribution[c]
    return sold


def foreign_exchange(s):
    """Price of what is sold for it."""
    g = s.graph
    price = np.full(len(g.region), np.nan)
    index = [v for v, name in enumerate(g.variable_name) if name.startswith("price of foreign exchange: ")]
    price[g.variable_region[index]] = s.v[index]
    return price


def world_trade_balance(s, benchmark_prices):
    g, sold = s.graph, np.nan_to_num(world_market_sales(s))
    price = np.ones_like(sold)
    makes = np.flatnonzero((g.activity_kind == "production") & ~g.is_technology)
    if not benchmark_prices:
        price[g.activity_region[makes], g.activity_sector[makes]] = s.p[g.activity_output_commodity[makes]]
    return (price * sold).sum(axis=1)


def final_expenditure_price(s):
    """Paasche index of what household, government and investor buy."""
    g, use = s.graph, final_uses(s.graph)
    now, before = (per_region(g, g.edge_region[use], (price * s.quantity)[use]) for price in (s.read("edge_price"), g.edge_price0))
    return np.divide(now, before, out=np.full(len(now), np.nan), where=before > 0)


def net_factor_income(s):
    """Received for endowments less paid for their use, of commodities with owners or users in several regions."""
    g = s.graph
    owner = g.agent_region[g.endowment_agent]
    uses = np.flatnonzero(np.isin(g.edge_commodity, g.endowment_commodity))
    income = np.zeros(len(g.region))
    for commodity in np.unique(g.endowment_commodity):
        own, use = g.endowment_commodity == commodity, uses[g.edge_commodity[uses] == commodity]
        if len(np.union1d(owner[own], g.edge_region[use])) > 1:
            income += per_region(g, owner[own], s.p[commodity] * s.endowment[own])
            income -= per_region(g, g.edge_region[use], s.p[commodity] * s.quantity[use])
    return income


def by_region_and_sector(g, chosen, region, values):
    table = np.zeros((len(g.region), g.n_sectors))
    np.add.at(table, (region[chosen], g.edge_good[chosen]), values[chosen])
    return table


def exports(s):
    bilateral = by_region_and_sector(s.graph, sold_abroad(s.graph), s.graph.edge_exporter, fob(s, True) * s.quantity)
    return bilateral + np.maximum(np.nan_to_num(world_market_sales(s)), 0)


def imports(s):
    bilateral = by_region_and_sector(s.graph, bought_abroad(s.graph), s.graph.edge_region, cif(s, True) * s.quantity)
    return bilateral + np.maximum(-np.nan_to_num(world_market_sales(s)), 0)


def trade_change(s, ref, abroad, own, price):
    """Volume of a region's trade with others, and with the world market, at benchmark prices."""
    g = s.graph
    chosen = abroad(g) & ((g.edge_exporter != g.edge_region) | (g.edge_role == "service"))
    sign = 1 if price is fob else -1
    now, before = (per_region(g, own(g)[chosen], (price(of, True) * of.quantity)[chosen])
                   + np.maximum(sign * np.nan_to_num(world_market_sales(of)), 0).sum(axis=1) for of in (s, ref))
    return np.divide(100 * (now - before), before, out=np.full(len(now), np.nan), where=before != 0)


def exports_change(s, ref):
    return trade_change(s, ref, sold_abroad, lambda g: g.edge_exporter, fob)


def imports_change(s, ref):
    return trade_change(s, ref, bought_abroad, lambda g: g.edge_region, cif)


def output0(s):
    """Output of each activity at level 1 at the benchmark's market prices: taxes that a sector pays by good are added to its quantity."""
    g, values = s.graph, s.graph.activity_quantity0.copy()
    sale = g.activity_kind == "sale"
    for n in np.flatnonzero(g.activity_kind == "production"):
        mine = sale & (g.activity_region == g.activity_region[n]) & (g.activity_sector == g.activity_sector[n])
        if np.any(mine):
            values[n] *= g.activity_quantity0[mine].sum() / (g.activity_quantity0 * (1 - s.t0))[mine].sum()
    return values


def output(s):
    g = s.graph
    makes = (g.activity_kind == "production") & ~g.is_technology
    table = np.zeros((len(g.region), g.n_sectors))
    np.add.at(table, (g.activity_region[makes], g.activity_sector[makes]), (output0(s) * s.a)[makes])
    return table


def fisher(p0, p1, q0, q1, region, size):
    """Square root of Laspeyres x Paasche per region."""
    def total(price, quantity):
        return np.bincount(region, price * quantity, size)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.sqrt(total(p1, q0) / total(p0, q0) * total(p1, q1) / total(p0, q1))


def terms_of_trade(s, ref):
    """Between different regions only; goods and transport services, no permits."""
    g, size = s.graph, len(s.graph.region)
    bought = bought_abroad(g) & (g.edge_exporter != g.edge_region)
    sold = bought | (g.edge_role == "service")
    index = []
    for chosen, region, price in ((sold, g.edge_exporter, fob), (bought, g.edge_region, cif)):
        values = [v[chosen] for v in (price(ref, False), price(s, False), ref.quantity, s.quantity)]
        index.append(fisher(*values, region[chosen], size))
    return 100 * (index[0] / index[1] - 1)


class Household:
    """What one household consumes: goods, and leisure where it is a choice."""

    def __init__(self, g, agent):
        self.g, self.top, self.basket = g, g.agent_demand_activity[agent], subsistence_activity(g, agent)
        self.goods_edge = -1
        if g.commodity_kind[g.activity_output_commodity[self.top]] == "utility":
            self.goods_edge = np.flatnonzero((g.edge_activity == self.top) & (g.edge_role == "bundle"))[0]

    def fixed_part(self):
        return self.g.activity_quantity0[self.basket] if self.basket >= 0 else 0.0

    def needs(self, s):
        """What is bought whatever happens: more where there are more people."""
        return self.fixed_part() * s.a[self.basket] if self.basket >= 0 else 0.0

    def expenditure(self, s):
        """e(pbar, u): benchmark expenditure x level, what is bought anyway at the benchmark included; with CDE what the utility that
        the spending buys costs at benchmark prices."""
        if has_cde(self.g, self.top):
            demand = CdeHousehold(self.g, self.top)
            price = (s.P / self.g.edge_price0)[demand.edges]
            return demand.at_benchmark_prices(price, np.sum((s.P * s.quantity)[demand.edges]))
        return self.g.activity_quantity0[self.top] * s.a[self.top] + self.fixed_part()

    def goods(self, s):
        """Consumption of goods at benchmark prices, without leisure."""
        e = self.goods_edge
        return self.needs(s) + (self.g.activity_quantity0[self.top] * s.a[self.top] if e < 0 else s.quantity[e] * self.g.edge_price0[e])

    def goods0(self):
        """The same at the benchmark."""
        e = self.goods_edge
        value = self.g.activity_quantity0[self.top] if e < 0 else self.g.edge_quantity0[e] * self.g.edge_price0[e]
        return value + self.fixed_part()

    def price(self, s):
        e = self.goods_edge
        return s.p[self.g.activity_output_commodity[self.top] if e < 0 else self.g.edge_commodity[e]]


@cache
def households(g, region):
    agents = np.flatnonzero((g.agent_kind == "household") & (g.agent_region == region))
    return [Household(g, agent) for agent in agents if g.agent_demand_activity[agent] >= 0]


def over_households(s, value):
    """Sums of value(household) by region; missing where nobody buys."""
    g = s.graph
    found = [[value(h) for h in households(g, r)] for r in range(len(g.region))]
    return np.array([sum(values) if values else np.nan for values in found])


def consumption(s):
    return over_households(s, lambda h: h.goods(s))


def welfare_ev(s, ref):
    return over_households(s, lambda h: h.expenditure(s) - h.expenditure(ref))


def consumer_price(s):
    """Of several households weighted by what they consume at the benchmark."""
    return over_households(s, lambda h: h.goods0() * h.price(s)) / over_households(s, Household.goods0)


@cache
def listed_households(g):
    """Those of regions with several."""
    by_region = [households(g, r) for r in range(len(g.region))]
    return [h for found in by_region if len(found) > 1 for h in found]


def welfare_ev_by_household(s, ref):
    return np.array([h.expenditure(s) - h.expenditure(ref) for h in listed_households(s.graph)])


def welfare_change_by_household(s, ref):
    return 100 * welfare_ev_by_household(s, ref) / np.array([h.goods(ref) for h in listed_households(s.graph)])
