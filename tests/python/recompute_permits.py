# SPDX-License-Identifier: Apache-2.0
"""Permit markets, trade, links and the Article 6 ledger of one equilibrium by docs/results.md, from /state alone."""
import numpy as np


def is_on(s):
    return s.read("market_pool") >= 0


def present_supplies(s):
    """Supplies of permits that the scenario has: some of their terms count."""
    g = s.graph
    counts = (g.term_owner_kind == "supply") & (s.read("term_coefficient") != 0)
    return np.bincount(g.term_owner[counts], minlength=len(g.supply_kind)) > 0


def has_permits(s):
    """Markets with permits: those that are on, but carbon taxes, whose price is a rule and which nothing supplies."""
    g, pool = s.graph, s.read("market_pool")
    ruled = np.isin(pool, pool[s.ruled("permit_price")]) & (pool >= 0)
    supplied = np.zeros(len(g.market), bool)
    supplied[g.supply_market[present_supplies(s)]] = True
    return is_on(s) & (~ruled | supplied)


def only_where(shown, values):
    return np.where(shown, values, np.nan)


def of_kind(s, kind):
    """Permits of one kind per market; missing where it is off."""
    g = s.graph
    mine = np.array([k == kind for k in g.supply_kind], bool)
    return only_where(is_on(s), np.bincount(g.supply_market[mine], s.supply[mine], len(g.market)))


def allowances(s):
    return only_where(has_permits(s), s.allowances().sum(axis=1))


# Permits that are part of a cap though it is stated otherwise.
STATES_CAP = ("permits kept back", "permits released", "cap per GDP", "swap")


def is_kind(s, *kinds):
    return np.array([kind in kinds for kind in s.graph.supply_kind], bool)


def co2_cap(s):
    """Caps in Mt with what states them otherwise; missing where a market is off, is a tax, or lives on other permits alone."""
    g, cap, size = s.graph, s.read("market_cap_by_region").sum(axis=1), len(s.graph.market)
    present = present_supplies(s)
    stating, others = present & is_kind(s, *STATES_CAP), present & ~is_kind(s, "link", *STATES_CAP)
    has_cap = (cap > 0) | (np.bincount(g.supply_market[stating], minlength=size) > 0)
    has_others = np.bincount(g.supply_market[others], minlength=size) > 0
    cap = cap + np.bincount(g.supply_market[stating], s.supply[stating], size)
    return only_where(has_permits(s) & (has_cap | ~has_others), cap)


def carbon_price_local(s, consumer_price):
    return np.where(members(s), s.tau[:, None] / consumer_price[None, :], np.nan)


def members(s):
    """Regions with emissions that a market regulates, of the markets that are on."""
    return (s.read("market_revenue_agent") >= 0) & is_on(s)[:, None]


def counted_regions(s, of_activity):
    """Markets and regions where charges that markets count are on activities of a kind (market, region)."""
    g = s.graph
    mine = (g.charge_is_counted == 1) & s.charges.on & (g.charge_base == "quantity") & of_activity[g.charge_activity]
    found = np.zeros((len(g.market), len(g.region)), bool)
    found[g.charge_market[mine], g.charge_region[mine]] = True
    return found & members(s)


def regions_of_pool(s, number):
    """Regions with members in a pool."""
    here = s.read("market_pool") == number
    return np.flatnonzero((s.read("market_revenue_agent")[here] >= 0).any(axis=0))


class Trade:
    """Permits that cross borders: over links and by projects, and inside pools with members in several regions."""

    def __init__(self, s, covered):
        g = s.graph
        self.s, self.covered = s, covered
        regions = len(g.region)
        self.out, self.into, self.net, self.bought_at_price = (np.zeros(regions) for _ in range(4))
        self.inflow = np.zeros((len(g.market), regions))
        self.add_arcs()
        self.own = s.allowances() - self.inflow
        for number in np.unique(s.read("market_pool")[is_on(s)]):
            self.add_pool(number)

    def add_arcs(self):
        """What flows goes to regions of a market in proportion to their caps, in equal parts where it has none."""
        g, flow, rate = self.s.graph, self.s.read("arc_flow"), self.s.read("arc_rate")
        for arc in np.flatnonzero(~np.isnan(flow)):
            self.move(g.arc_to[arc], flow[arc])
            if g.arc_from[arc] >= 0:
                self.move(g.arc_from[arc], -rate[arc] * flow[arc])
            else:
                self.out[g.arc_host[arc]] += rate[arc] * flow[arc]
                self.net[g.arc_host[arc]] -= rate[arc] * flow[arc]

    def move(self, market, mt):
        part = self.s.read("market_cap_by_region")[market]
        if part.sum() == 0:
            part = np.where(self.s.read("market_revenue_agent")[market] >= 0, 1.0, 0.0)
        self.inflow[market] += part / part.sum() * mt
        regions = regions_of_pool(self.s, self.s.read("market_pool")[market])
        if len(regions) == 1:
            (self.into if mt > 0 else self.out)[regions[0]] += abs(mt)

    def add_pool(self, number):
        here = self.s.read("market_pool") == number
        regions, price = regions_of_pool(self.s, number), self.s.tau[here][0]
        if len(regions) == 1:
            self.net[regions[0]] += self.inflow[here].sum()
            self.bought_at_price[regions[0]] += price * self.inflow[here].sum()
            return
        bought = (self.covered[here] - self.own[here]).sum(axis=0)
        bought = self.keep_surplus(bought, self.inflow[here].sum())
        self.net += bought
        self.bought_at_price += price * bought
        self.into += np.maximum(bought, 0)
        self.out += np.maximum(-bought, 0)

    @staticmethod
    def keep_surplus(bought, inflow):
        """Sellers keep equal shares of a surplus: what is bought comes from them and over links."""
        offered = -bought[bought < 0].sum()
        sold = (bought[bought > 0].sum() - inflow) / offered if offered > 0 else 0.0
        return np.where(bought < 0, bought * sold, bought)

    def cancelled(self):
        """Seller's permits that become nobody's."""
        return np.nansum((self.s.read("arc_rate") - 1) * self.s.read("arc_flow"))


def permit_import_value(s, trade):
    """tau x what a region buys in its pools and over links, less the fees, rents and sales of credits that its agents receive."""
    g = s.graph
    value = trade.bought_at_price.copy()
    terms = s.formulas.terms_with(s.read("arc_flow_variable"))
    received = s.formulas.sum("contribution", len(g.contribution_what), terms)
    incomes = g.contribution_row_kind == "income_balance"
    np.subtract.at(value, g.agent_region[g.contribution_row_index[incomes]], received[incomes])
    return value


def balance_of_payments(s, trade_balance):
    """Exports - imports + transfers from abroad at current prices: what comes in and does not stay is paid for permits."""
    g, value = s.graph, trade_balance.copy()
    for agent, sign in ((g.transfer_to, 1), (g.transfer_from, -1)):
        inside = agent >= 0
        np.add.at(value, g.agent_region[agent[inside]], sign * s.transfers()[inside])
    return value + income_from_abroad(s)


def income_from_abroad(s):
    """Of factors with one world market, less what the region's users pay for them; payments between households of two regions."""
    g = s.graph
    world = g.commodity_region[g.endowment_commodity] < 0
    earned = np.bincount(g.agent_region[g.endowment_agent[world]], (s.p[g.endowment_commodity] * s.endowment)[world], len(g.region))
    used = (g.edge_role == "factor") & (g.commodity_region[g.edge_commodity] < 0)
    paid = np.bincount(g.edge_region[used], (s.p[g.edge_commodity] * s.quantity)[used], len(g.region))
    transfers = np.array([what == "transfer" for what in g.contribution_what], bool)
    received = np.bincount(g.agent_region[g.contribution_row_index[transfers]], s.contribution[transfers], len(g.region))
    return earned - paid + received


def variables(s, prefix):
    """Index, region and value of the scenario's variables whose name begins so."""
    found = [i for i, name in enumerate(s.graph.variable_name) if name.startswith(prefix) and not np.isnan(s.v[i])]
    return np.array(found, int), s.graph.variable_region[found], s.v[found]


def link_index(g, names):
    """Arcs of the links in the order of the axis."""
    return [g.arc_name.index(name) for name in names]


def rents(s):
    """Per arc: shadow prices of the limits and of the price corridor; those on the way back negative."""
    g = s.graph
    total = np.nan_to_num(s.read("arc_limit_rent")) - np.nan_to_num(s.read("arc_back_limit_rent")) + np.nan_to_num(s.read("arc_credit_limit_rent"))
    for arc in np.flatnonzero(g.arc_from >= 0):
        pair = f"{g.market[g.arc_from[arc]]} > {g.market[g.arc_to[arc]]}"
        for end in ("floor", "ceiling"):
            total[arc] += variables(s, f"rent of the corridor's {end}: {pair}")[2].sum()
    return only_where(~np.isnan(s.read("arc_flow")), total)


def credit_limits(s):
    """Limit, inflow and rent of the credit limit of each market: what limits is the part of its rule without flows and offsets."""
    g, size = s.graph, len(s.graph.market)
    limit, inflow, rent = (np.full(size, np.nan) for _ in range(3))
    flows = set(s.read("arc_flow_variable")) | set(variables(s, "abatement: ")[0])
    counted = -s.formulas.sum("rule", len(g.rule_name), s.formulas.terms_with(sorted(flows - {-1})))
    for rule in np.flatnonzero(s.read("rule_active") == 1):
        for m in range(size):
            if g.rule_name[rule] == f"credit limit of {g.market[m]}":
                inflow[m], rent[m] = counted[rule], s.v[g.rule_symbol_index[rule]]
                limit[m] = s.rule_formula[rule] + inflow[m]
    return {"credit_limit": limit, "credit_inflow": inflow, "credit_limit_rent": rent}


class Ledger:
    """Article 6: emissions that markets cover, each tonne once, what is transferred, and targets. `taxed` and `taxed0`: emissions
    per region that only carbon taxes charge, and those of the benchmark."""

    def __init__(self, s, trade, taxed, taxed0):
        self.s, self.trade, self.taxed, self.taxed0 = s, trade, taxed, taxed0

    def emissions(self):
        abated = variables(self.s, "abatement: ")
        mt = self.trade.covered[has_permits(self.s)].sum(axis=0) + self.taxed
        return mt - np.bincount(abated[1], abated[2], len(mt))

    def at_benchmark(self, covered_at_benchmark):
        return covered_at_benchmark[has_permits(self.s)].sum(axis=0) + self.taxed0

    def adjustment(self):
        return self.trade.out - self.trade.into

    def adjusted(self):
        return self.emissions() + self.adjustment()

    def target(self):
        """Own caps, whatever states them, standards at benchmark output, baselines of credits at actual output, emissions that are
        only taxed. What is proportional to output is at the benchmark the sum of its coefficients: levels are 1 there."""
        s, g = self.s, self.s.graph
        mt = s.read("market_cap_by_region")[has_permits(s)].sum(axis=0) + self.taxed
        mine = g.term_owner_kind == "supply"
        at_benchmark = np.bincount(g.term_owner[mine], s.read("term_coefficient")[mine], len(g.supply_kind))
        for chosen, values in ((is_kind(s, "performance standard"), at_benchmark), (is_kind(s, "crediting", *STATES_CAP), s.supply)):
            np.add.at(mt, g.supply_region[chosen], values[chosen])
        return mt
