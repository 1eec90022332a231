# SPDX-License-Identifier: Apache-2.0
"""Emissions by user, what is covered, and carbon leakage of one equilibrium by docs/results.md."""
from functools import cache

import numpy as np

from recompute_accounts import spending_activities, walk_down
from recompute_permits import counted_regions, has_permits, is_on, members

# Below this share of the emissions that a reduction is measured against, leakage is missing.
SMALLEST_REDUCTION = 1e-6
# And where it is below this part of what users inside the coalition emit less, because others there emit more.
SMALLEST_PART_OF_FALLS = 0.1
FINAL_USERS = ("household", "government", "investment")


@cache
def users(g):
    """Per activity the index of its user: sectors, then household, government, investment; -1: none."""
    user = np.full(g.n_activities, -1)
    buyers = np.bincount(g.edge_commodity, minlength=g.n_commodities)

    def own(e):  # a composite that others buy as well belongs to nobody
        return g.edge_role[e] == "bundle" or buyers[g.edge_commodity[e]] == 1

    for n in np.flatnonzero(g.activity_kind == "production"):
        user[walk_down(g, n, own)] = g.sector_of[g.activity_sector[n]]
    for agent, kind in enumerate(g.agent_kind):
        for n in spending_activities(g, agent):
            user[walk_down(g, n, own)] = g.n_sectors + FINAL_USERS.index(kind)
    return user


def co2_by_user(s):
    g = s.graph
    user = users(g)
    table = np.zeros((len(g.region), g.n_sectors + len(FINAL_USERS)))
    edge = g.emission_edge
    assert (user[g.edge_activity[edge]] >= 0).all(), "every fuel is burnt by somebody"
    np.add.at(table, (g.edge_region[edge], user[g.edge_activity[edge]]), g.emission_physical * s.quantity[edge])
    n = g.process_activity
    np.add.at(table, (g.activity_region[n], user[n]), s.process_emissions)
    return table


def in_inventory(g):
    """Per user whether the region reports its emissions: all but international transport do."""
    reported = np.ones(g.n_sectors + len(FINAL_USERS), bool)
    reported[g.sector_of[g.outside_sector]] = False
    return reported


def activity_in_inventory(g):
    user = users(g)
    return np.where(user < 0, True, in_inventory(g)[user])


def co2(s):
    return co2_by_user(s)[:, in_inventory(s.graph)].sum(axis=1)


def international_transport(s):
    """By region of supply; not a number without such a sector."""
    outside = ~in_inventory(s.graph)
    return co2_by_user(s)[:, outside].sum(axis=1) if outside.any() else np.full(len(s.graph.region), np.nan)


def covered(s):
    """Emissions that each market charges, by region (market, region)."""
    table = s.charges.counted(s.charges.amounts(s.quantity, s.graph.activity_quantity0 * s.a, s.process_emissions, s.process_part))
    assert np.all(table[~is_on(s)] == 0), "a market that is off covers nothing"
    return table


def at_benchmark(s):
    """Quantities of edges, output and process emissions at the benchmark; a twin of a sector that may opt in stands idle."""
    g = s.graph
    output = np.where(g.activity_is_latent == 0, g.activity_quantity0, 0.0)
    quantity = np.where(g.activity_is_latent[g.edge_activity] == 0, g.edge_quantity0, 0.0)
    return quantity, output, g.process_intensity0 * output[g.process_activity]


def covered_at_benchmark(s):
    """E0 of each market by region (market, region)."""
    quantity, output, emitted = at_benchmark(s)
    return s.charges.counted(s.charges.amounts(quantity, output, emitted, s.charges.of_processes()[0] * emitted))


def charged_per_unit(s):
    """Per edge the tonnes that permits are for, and those of the tax that is on most [t/USD]."""
    g, edges, of_permits = s.graph, len(s.graph.edge_activity), has_permits(s)[s.graph.charged_market]
    permits = np.bincount(g.charged_edge[of_permits], s.kappa[of_permits], edges)
    tax = np.zeros(edges)  # taxes on the same fuel charge the same tonnes
    np.maximum.at(tax, g.charged_edge[~of_permits], s.kappa[~of_permits])
    return permits, tax


def charged_parts(s, part):
    """Per process the part of its emissions that permits and that taxes are on; `part`: what a charge on a part is on."""
    g, parts = s.graph, []
    for wanted in (True, False):
        size = np.zeros(len(g.process_activity))
        mine = np.flatnonzero(s.charges.mine("process") & s.charges.on)
        mine = mine[has_permits(s)[g.charge_market[mine]] == wanted]
        np.maximum.at(size, g.charge_owner[mine], np.where(s.charges.is_part[mine], part[g.charge_owner[mine]], 1.0))
        parts.append(size)
    return parts


def only_taxed(s, quantity, emitted, part):
    """Emissions per region that a carbon tax charges and no market of permits, each tonne once."""
    g = s.graph
    permits, tax = charged_per_unit(s)
    fuel = np.flatnonzero(g.edge_region >= 0)
    mt = np.bincount(g.edge_region[fuel], (np.maximum(tax - permits, 0) * quantity)[fuel], len(g.region))
    permits, tax = charged_parts(s, part)
    np.add.at(mt, g.activity_region[g.process_activity], np.maximum(tax - permits, 0) * emitted)
    return mt


def only_taxed_now(s):
    emitted = np.where(s.process_emissions == 0, 1.0, s.process_emissions)  # what stands idle
    return only_taxed(s, s.quantity, s.process_emissions, s.process_part / emitted)


def only_taxed_at_benchmark(s):
    quantity, _, emitted = at_benchmark(s)
    return only_taxed(s, quantity, emitted, s.charges.of_processes()[0])


def fuel_regulated(s):
    """Per edge the coefficient that regulation covers [t/USD], by permits or by carbon taxes, each tonne once."""
    physical = np.bincount(s.graph.emission_edge, s.graph.emission_physical, len(s.graph.edge_activity))
    return np.minimum(physical, np.maximum(*charged_per_unit(s)))


def process_regulated(s, at):
    """Per process the covered part of its emissions in the state `at`, under the policy of s: what a market covers pays its price."""
    g = s.graph
    p_b = at.p[g.process_abatement_commodity]
    price = np.where(s.charges.on & (g.charge_market >= 0), at.price_of(g.charge_market), 0.0)
    share, in_part, in_rest = s.charges.of_processes(price)
    part = share * s.abatement_curve(in_part / p_b)[1]
    rest = (1 - share) * s.abatement_curve(in_rest / p_b)[1]
    return np.maximum(*charged_parts(s, part / (part + rest))) * at.process_emissions


def regulated(s, at):
    """Emissions in the state `at` that the policy of s covers, by permit markets or carbon taxes; each tonne once."""
    g = s.graph
    fuel = np.flatnonzero(g.edge_region >= 0)
    mt = np.bincount(g.edge_region[fuel], (fuel_regulated(s) * at.quantity)[fuel], len(g.region))
    np.add.at(mt, g.activity_region[g.process_activity], process_regulated(s, at))
    return mt


def inventory_coverage(s):
    """Per cent of each region's inventory that a market charges (market, region); indirect emissions are those of others."""
    g = s.graph
    amounts = s.charges.amounts(s.quantity, g.activity_quantity0 * s.a, s.process_emissions, s.process_part)
    own = activity_in_inventory(g)[g.charge_activity] & (g.charge_kind != "indirect_emissions")
    return np.where(members(s), 100 * s.charges.counted(np.where(own, amounts, 0.0)) / co2(s), np.nan)


class Coalition:
    """C: inventories of regions and international transport by the region that sells it, as the study names or a scenario regulates."""

    def __init__(self, s, named):
        reported = activity_in_inventory(s.graph)
        inventory, transport = counted_regions(s, reported), counted_regions(s, ~reported)
        self.inventory = named if named.any() else (members(s) & (inventory | ~transport)).any(axis=0)
        self.transport = transport.any(axis=0) & (named if named.any() else True)

    def transport_flags(self, s):
        return self.transport.astype(float) if len(s.graph.outside_sector) else np.full(len(self.transport), np.nan)


class Leakage:
    """Emission balance of a scenario against the reference: per user and region what is in the coalition, and what is not."""

    def __init__(self, s, ref, coalition):
        self.s, self.ref, self.coalition = s, ref, coalition
        self.inside = np.where(in_inventory(s.graph)[None, :], coalition.inventory[:, None], coalition.transport[:, None])
        before = co2_by_user(ref)
        self.change = co2_by_user(s) - before
        self.abatement = -self.change[self.inside].sum()
        self.elsewhere = np.where(self.inside, 0.0, before)
        self.falls = np.maximum(-self.change[self.inside], 0).sum()
        self.before = before[self.inside]
        has_meaning = self.elsewhere.sum() > 0 and self.is_measure(self.abatement, self.before.sum())
        self.reduction = self.abatement if has_meaning else np.nan
        self.outside = np.where(self.inside, 0.0, self.change)

    def is_measure(self, reduction, emissions):
        return reduction > SMALLEST_REDUCTION * emissions and reduction > SMALLEST_PART_OF_FALLS * self.falls

    def rate(self):
        return 100 * self.outside.sum() / self.reduction

    def net_of_permits(self, permit_imports):
        bought = permit_imports[self.inside.any(axis=1)].sum()
        own = self.reduction + bought
        has_meaning = self.is_measure(own, self.before.sum())
        return 100 * (self.outside.sum() + bought) / own if has_meaning else np.nan

    def by_region(self):
        leaked = self.outside[:, in_inventory(self.s.graph)].sum(axis=1)
        return np.where(self.coalition.inventory, np.nan, 100 * leaked / self.reduction)

    def into_international_transport(self):
        transport = ~in_inventory(self.s.graph)
        return 100 * self.outside[:, transport].sum() / self.reduction if self.elsewhere[:, transport].sum() > 0 else np.nan

    def by_sector(self):
        return 100 * self.outside.sum(axis=0)[: self.s.graph.n_sectors] / self.reduction

    def domestic(self):
        before, now = (regulated(self.s, at)[self.inside.any(axis=1)] for at in (self.ref, self.s))
        reduction = (before - now).sum()
        if not self.is_measure(reduction, before.sum()):
            return np.nan
        return 100 * (reduction - self.abatement) / reduction
