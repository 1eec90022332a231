# SPDX-License-Identifier: Apache-2.0
"""Values of permits, revenue of carbon taxes, prices of producers and factors by docs/results.md, from /state alone."""
import numpy as np

import recompute_accounts as accounts
import recompute_permits as permits

EARNED = ("performance_standard", "output-based_allocation")


def of_members(s, shown, values):
    """By market and region; missing for regions that are no members, and in markets that are not meant."""
    return np.where(permits.members(s) & shown[:, None], values, np.nan)


def issued(s):
    """Caps, what states them otherwise, and permits that a standard creates."""
    g, mt = s.graph, s.read("market_cap_by_region").copy()
    mine = permits.present_supplies(s) & permits.is_kind(s, "performance standard", *permits.STATES_CAP)
    np.add.at(mt, (g.supply_market[mine], g.supply_region[mine]), s.supply[mine])
    return mt


def given_out(s):
    """The part of the cap that households get, and permits that come with output: charges on outputs that pay."""
    g, mt = s.graph, s.read("market_free_by_region").copy()
    mine = (g.charge_owner_kind == "output") & s.charges.on & np.isin(g.charge_kind, EARNED)
    made = g.activity_quantity0 * s.a
    np.add.at(mt, (g.charge_market[mine], g.charge_region[mine]), -s.charges.tonnes[mine] * made[g.charge_owner[mine]])
    return mt


def producer_price(s):
    g = s.graph
    price = np.full((len(g.region), g.n_sectors), np.nan)
    makes = np.flatnonzero((g.activity_kind == "production") & (g.activity_is_latent == 0) & ~g.is_technology)
    price[g.activity_region[makes], g.activity_sector[makes]] = s.p[g.activity_output_commodity[makes]]
    return price / accounts.consumer_price(s)[:, None]


def mean_prices(s, chosen, place, shape):
    """Prices of the chosen endowments, weighted by what they are at the benchmark, in a table over places."""
    g, value, quantity = s.graph, np.zeros(shape), np.zeros(shape)
    index = tuple(axis[chosen] for axis in place)
    np.add.at(value, index, (s.p[g.endowment_commodity] * g.endowment_quantity0)[chosen])
    np.add.at(quantity, index, g.endowment_quantity0[chosen])
    return np.divide(value, quantity, out=np.full(shape, np.nan), where=quantity > 0)


def factor_prices(s):
    """Of a factor with a world market by its owners' region."""
    g, consumer = s.graph, accounts.consumer_price(s)
    factor, market = g.commodity_factor[g.endowment_commodity], g.commodity_region[g.endowment_commodity]
    region = np.where(market >= 0, market, g.agent_region[g.endowment_agent])
    by_factor = mean_prices(s, factor >= 0, (region, factor), (len(g.region), len(g.factor)))
    labour = (factor >= 0) & (g.factor_role[factor] == "labour")
    return {"factor_price": by_factor / consumer[:, None], "wage": mean_prices(s, labour, (region,), (len(g.region),)) / consumer}


def values_and_prices(s):
    has, all_issued, free = permits.has_permits(s), issued(s), given_out(s)
    tau = s.tau[:, None]
    total = all_issued.sum(axis=1)
    percent = np.divide(100 * free.sum(axis=1), total, out=np.full(len(total), np.nan), where=total > 0)
    return {
        "allowance_value": of_members(s, has, tau * all_issued), "auction_revenue": of_members(s, has, tau * (all_issued - free)),
        "free_allocation": of_members(s, has, free), "free_allocation_value": of_members(s, has, tau * free),
        "free_allocation_percent": permits.only_where(has, percent),
        "carbon_tax_revenue": of_members(s, permits.is_on(s) & ~has, tau * s.covered_by_market_and_region()),
        "producer_price": producer_price(s), **factor_prices(s),
    }
