# SPDX-License-Identifier: Apache-2.0
"""Equivalent variation in its parts by docs/results.md, "Welfare in its parts", from the states of a scenario and the reference.

Prices are real: of each region in units of what its households buy. Changes of quantities are valued at prices between the two
states, changes of prices at quantities between them."""
import numpy as np

import recompute_accounts as accounts
import recompute_permits as permits
from recompute_paid import PaidPrices

PARTS = ("abatement", "tax_use", "tax_factor", "tax_output", "tax_export", "tariff", "terms_of_trade", "permit_trade", "factor_income",
         "transfers", "factor_supply", "fixed_demand", "technology")
NEGLIGIBLE = 1e-9  # of consumption: what substitution is worth where nothing has changed


class Side:
    """What one state of the economy has per edge, activity, commodity and region, before prices are divided by the region's."""

    def __init__(self, s, level_of_reference, other):
        g = self.g = s.graph
        self.s, self.regions = s, len(g.region)
        self.output = g.activity_quantity0 * s.a
        self.price = self.consumer_price(level_of_reference)
        paid = PaidPrices(s).as_charge(PaidPrices(other))
        self.charge = s.charges.per_unit("input") + paid
        self.tax = s.tm * s.tax_base - paid
        self.output_charge = s.charges.per_unit("output")
        self.output_levy = s.charges.per_unit("output", kind="levy")
        self.p_out = np.where(g.activity_output_commodity >= 0, s.p[g.activity_output_commodity], 0.0)
        self.outputs()
        self.process()
        self.productivity = s.state.get("edge_productivity", np.ones(len(g.edge_activity)))
        self.payments()

    def consumer_price(self, level):
        """Of all that the households of a region buy, leisure included, weighted by what they have in the reference."""
        g, s = self.g, self.s
        value, size = np.zeros(self.regions), np.zeros(self.regions)
        for region in range(self.regions):
            for h in accounts.households(g, region):
                bought = g.activity_quantity0[h.top] * level[h.top]
                value[region] += bought * s.p[g.activity_output_commodity[h.top]]
                size[region] += bought
        return np.divide(value, size, out=np.full(self.regions, np.nan), where=size > 0)

    def outputs(self):
        g, s = self.g, self.s
        n = g.output_edge_activity
        ratio = s.p[g.output_edge_commodity] / s.p[g.activity_output_commodity[n]]
        self.supply = g.output_edge_quantity0 * s.a[n] * ratio ** g.activity_transformation_elasticity[n]

    def process(self):
        """Mean of what is paid per tonne that a process emits."""
        g, s = self.g, self.s
        self.process_output = self.output[g.process_activity]
        paid = s.process_cost * self.process_output - s.p[g.process_abatement_commodity] * s.process_input
        self.per_tonne = np.divide(paid, s.process_emissions, out=np.zeros_like(paid), where=s.process_emissions != 0)

    def payments(self):
        """Across borders: for permits, and what comes in by transfers, fixed ones and those of shocks."""
        g, s = self.g, self.s
        trade = permits.Trade(s, s.covered_by_market_and_region())
        self.permit_payment = permits.permit_import_value(s, trade)
        self.transfers = np.zeros(self.regions)
        for agent, sign in ((g.transfer_to, 1), (g.transfer_from, -1)):
            inside = agent >= 0
            np.add.at(self.transfers, g.agent_region[agent[inside]], sign * s.transfers()[inside])
        moved = np.array([what == "transfer" for what in g.contribution_what], bool)
        np.add.at(self.transfers, g.agent_region[g.contribution_row_index[moved]], s.contribution[moved])

    def contributed(self, *kinds):
        """Quantities that instruments add to markets of commodities, of some kinds."""
        g = self.g
        mine = (g.contribution_row_kind == "market_clearing") & np.array([w.startswith(kinds) for w in g.contribution_what], bool)
        return np.bincount(g.contribution_row_index[mine], self.s.contribution[mine], g.n_commodities)


class Welfare:
    def __init__(self, s, ref):
        g = self.g = s.graph
        self.old, self.new = Side(ref, ref.a, s), Side(s, ref.a, ref)
        self.region = g.activity_region[g.edge_activity]
        self.seller = g.commodity_region[g.edge_commodity]
        self.weight = np.full(len(g.region), 0.5)
        substitutes = ~np.isin(np.arange(g.n_activities), g.edge_activity[getattr(g, "additive_edge", np.zeros(0, int))])
        self.runs = g.activity_output_commodity >= 0
        ends = []
        for weight in (0.0, 1.0):
            self.weight[:] = weight
            ends.append(self.profit(self.runs & substitutes))
        self.weight = self.price_weight(*ends)

    def price_weight(self, at_old, at_new):
        """Of the scenario's prices: where the changes of what is made and what is used are worth the same."""
        consumption = accounts.consumption(self.old.s)
        matters = at_new - at_old > NEGLIGIBLE * consumption
        weight = np.divide(-at_old, at_new - at_old, out=np.full_like(at_old, 0.5), where=matters)
        return np.clip(weight, 0, 1)

    def real(self, values, region):
        """Prices in units of the consumer price of their region, in both states."""
        old, new = values
        return old / self.old.price[region], new / self.new.price[region]

    def sum(self, region, values):
        inside = region >= 0
        return np.bincount(region[inside], values[inside], len(self.g.region))

    def of_quantities(self, prices, quantities, region, chosen=True):
        """Sum by region of change of quantity x price between the states."""
        old, new = self.real(prices, region)
        weight = self.weight[region]
        values = ((1 - weight) * old + weight * new) * (quantities[1] - quantities[0])
        return self.sum(region, np.where(chosen, values, 0.0))

    def of_prices(self, prices, quantities, region, chosen=True):
        """Sum by region of change of price x quantity between the states."""
        old, new = self.real(prices, region)
        weight = self.weight[region]
        values = (weight * quantities[0] + (1 - weight) * quantities[1]) * (new - old)
        return self.sum(region, np.where(chosen, values, 0.0))

    def pair(self, value):
        return value(self.old), value(self.new)

    # --- what activities make of it -----------------------------------------------------------------------------------------
    def profit(self, activities):
        """Change of outputs less that of inputs, at prices of those who run the activities; inputs by what they do."""
        g, n, process = self.g, self.g.activity_region, self.g.process_activity
        output = self.pair(lambda x: x.output)
        single = activities & ~g.several
        value = self.of_quantities(self.pair(lambda x: x.p_out), output, n, single)
        value -= self.of_quantities(self.pair(lambda x: x.s.t * x.p_out + x.output_charge), output, n, activities)
        value += self.of_quantities(self.pair(lambda x: x.s.p[g.output_edge_commodity]), self.pair(lambda x: x.supply),
                                    n[g.output_edge_activity], activities[g.output_edge_activity])
        value -= self.of_quantities(self.pair(lambda x: x.s.P / x.productivity), self.pair(lambda x: x.s.quantity * x.productivity),
                                    self.region, activities[g.edge_activity])
        value -= self.emitted(activities)
        return value - self.of_quantities(self.pair(lambda x: x.s.p[g.process_abatement_commodity]),
                                          self.pair(lambda x: x.s.process_input), n[process], activities[process])

    def emitted(self, activities):
        g = self.g
        return self.of_quantities(self.pair(lambda x: x.per_tonne), self.pair(lambda x: x.s.process_emissions),
                                  g.activity_region[g.process_activity], activities[g.process_activity])

    def technology(self):
        """What is left of outputs less inputs: goods whose volumes add up, a weight at its limit, productivity, by which inputs do more
        than they are; and households whose price is not the mean of their region."""
        inputs, chosen = self.pair(lambda x: x.s.quantity), self.runs[self.g.edge_activity]
        by_use = self.of_quantities(self.pair(lambda x: x.s.P / x.productivity), self.pair(lambda x: x.s.quantity * x.productivity),
                                    self.region, chosen)
        return self.profit(self.runs) + by_use - self.of_quantities(self.pair(lambda x: x.s.P), inputs, self.region, chosen) + self.distribution()

    def final(self, kinds):
        """Activities that agents of some kinds pay for."""
        g = self.g
        tops = [g.agent_demand_activity[a] for a in range(len(g.agent_kind)) if g.agent_kind[a] in kinds and g.agent_demand_activity[a] >= 0]
        return np.isin(np.arange(g.n_activities), tops)

    def distribution(self):
        g, tops, output = self.g, self.final(("household",)), self.pair(lambda x: x.output)
        mean = self.pair(lambda x: x.price[g.activity_region])
        own = self.pair(lambda x: x.p_out)
        n = g.activity_region
        return self.of_quantities(mean, output, n, tops) - self.of_quantities(own, output, n, tops)

    # --- the parts ----------------------------------------------------------------------------------------------------------
    def taxes(self):
        g, quantity = self.g, self.pair(lambda x: x.s.quantity)
        tax = self.pair(lambda x: x.tax)
        of_role = {"tariff": g.edge_role == "origin", "tax_factor": g.edge_role == "factor"}
        of_role["tax_use"] = ~of_role["tariff"] & ~of_role["tax_factor"]
        parts = {name: self.of_quantities(tax, quantity, self.region, chosen) for name, chosen in of_role.items()}
        exported = self.pair(lambda x: x.s.tx * x.s.p[g.edge_commodity])
        parts["tax_export"] = self.of_quantities(exported, quantity, self.seller)
        parts["tax_output"] = self.of_quantities(self.pair(lambda x: x.s.t * x.p_out + x.output_levy), self.pair(lambda x: x.output), g.activity_region)
        return parts

    def abatement(self):
        g = self.g
        value = self.of_quantities(self.pair(lambda x: x.charge), self.pair(lambda x: x.s.quantity), self.region)
        value += self.of_quantities(self.pair(lambda x: x.output_charge - x.output_levy), self.pair(lambda x: x.output),
                                    g.activity_region)
        value += self.emitted(np.ones(g.n_activities, bool))
        return value + self.of_quantities(self.pair(lambda x: x.s.p), self.pair(lambda x: x.contributed("abatement of", "approval of")),
                                          g.commodity_region)

    def factors(self):
        return np.isin(np.arange(self.g.n_commodities), self.g.endowment_commodity)

    def terms_of_trade(self):
        """Goods and services that cross the border, sold and bought, at FOB and CIF."""
        g, quantity = self.g, self.pair(lambda x: x.s.quantity)
        crosses = (self.seller != self.region) & ~self.factors()[g.edge_commodity]
        fob = self.pair(lambda x: x.s.fob)
        value = self.of_prices(fob, quantity, self.seller, crosses) - self.of_prices(fob, quantity, self.region, crosses)
        service = g.commodity_region[g.margin_commodity] != self.region[g.margin_edge]
        value -= self.of_prices(self.pair(lambda x: x.s.p[g.margin_commodity]),
                                self.pair(lambda x: g.margin_coefficient * x.s.quantity[g.margin_edge]), self.region[g.margin_edge], service)
        return value + self.of_prices(self.pair(lambda x: x.s.p), self.pair(lambda x: -x.contributed("world market")), g.commodity_region)

    def factor_income(self):
        """Factors owned in one region and used in another, or on a world market."""
        g = self.g
        owner, place = g.agent_region[g.endowment_agent], g.commodity_region[g.endowment_commodity]
        price, owned = self.pair(lambda x: x.s.p[g.endowment_commodity]), self.pair(lambda x: x.s.endowment)
        value = self.of_prices(price, owned, owner, owner != place) - self.of_prices(price, owned, place, owner != place)
        used = (self.seller != self.region) & self.factors()[g.edge_commodity]
        price = self.pair(lambda x: x.s.p[g.edge_commodity])
        quantity = self.pair(lambda x: x.s.quantity)
        return value + self.of_prices(price, quantity, self.seller, used) - self.of_prices(price, quantity, self.region, used)

    def factor_supply(self):
        g = self.g
        return self.of_quantities(self.pair(lambda x: x.s.p[g.endowment_commodity]), self.pair(lambda x: x.s.endowment),
                                  g.agent_region[g.endowment_agent])

    def fixed_demand(self):
        """Real demand of governments, investment, stock changes and needs: less of it is left for households."""
        g = self.g
        value = self.of_quantities(self.pair(lambda x: x.s.p), self.pair(lambda x: x.contributed("subsistence")), g.commodity_region)
        value -= self.of_quantities(self.pair(lambda x: x.p_out), self.pair(lambda x: x.output), g.activity_region,
                                    self.final(("government", "investment")))
        return value - self.of_quantities(self.pair(lambda x: x.s.P), self.pair(lambda x: x.s.quantity), self.region,
                                          ~self.runs[g.edge_activity])

    def change(self, values):
        old, new = values
        return new / self.new.price - old / self.old.price

    def parts(self):
        return self.taxes() | {
            "abatement": self.abatement(), "terms_of_trade": self.terms_of_trade(),
            "permit_trade": -self.change(self.pair(lambda x: x.permit_payment)), "factor_income": self.factor_income(),
            "transfers": self.change(self.pair(lambda x: x.transfers)), "factor_supply": self.factor_supply(),
            "fixed_demand": self.fixed_demand(), "technology": self.technology()}


def welfare_parts(s, ref):
    welfare = Welfare(s, ref)
    parts = welfare.parts() | {"price_weight": welfare.weight}
    return {f"welfare_{name}": np.where(np.isnan(welfare.new.price), np.nan, parts[name]) for name in (*PARTS, "price_weight")}
