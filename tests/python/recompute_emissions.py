# SPDX-License-Identifier: Apache-2.0
"""Emissions by user, what is covered, and carbon leakage of one equilibrium by docs/results.md."""
from functools import cache

import numpy as np

from recompute_accounts import spending_activities, walk_down
from recompute_permits import has_permits, is_on

# Below this share of the emissions that a reduction is measured against, leakage is missing.
SMALLEST_REDUCTION = 1e-6
FINAL_USERS = ("household", "government", "investment")


@cache
def users(g):
    """Per activity the index of its user: sectors, then household, government, investment; -1: none."""
    user = np.full(g.n_activities, -1)
    buyers = np.bincount(g.edge_commodity, minlength=g.n_commodities)

    def own(e):  # a composite that others buy as well belongs to nobody
        return g.edge_role[e] == "bundle" or buyers[g.edge_commodity[e]] == 1

    for n in np.flatnonzero(g.activity_kind == "production"):
        user[walk_down(g, n, own)] = g.activity_sector[n]
    for agent, kind in enumerate(g.agent_kind):
        for n in spending_activities(g, agent):
            user[walk_down(g, n, own)] = len(g.sector) + FINAL_USERS.index(kind)
    return user


def co2_by_user(s):
    g = s.graph
    user = users(g)
    table = np.zeros((len(g.region), len(g.sector) + len(FINAL_USERS)))
    edge = g.emission_edge
    burnt = g.emission_physical != 0
    assert (user[g.edge_activity[edge[burnt]]] >= 0).all(), "every fuel is burnt by somebody"
    cell = g.edge_region[edge[burnt]], user[g.edge_activity[edge[burnt]]]
    np.add.at(table, cell, (g.emission_physical * s.quantity[edge])[burnt])
    n = g.process_activity
    np.add.at(table, (g.activity_region[n], user[n]), s.process_emissions)
    return table


def co2(s):
    return co2_by_user(s).sum(axis=1)


def covered(s):
    """Emissions that each market charges, by region (market, region)."""
    g, on = s.graph, is_on(s)
    table = np.zeros((len(g.market), len(g.region)))
    used = g.emission_market >= 0
    edge = g.emission_edge[used]
    np.add.at(table, (g.emission_market[used], g.edge_region[edge]), (s.kappa * s.quantity[g.emission_edge])[used])
    n = s.process_market >= 0
    np.add.at(table, (s.process_market[n], g.activity_region[g.process_activity[n]]), s.process_covered[n])
    mt = s.process_emissions[g.process_tax_process] * s.read("process_tax_active")
    np.add.at(table, (g.process_tax_market, g.activity_region[g.process_activity[g.process_tax_process]]), mt)
    assert np.all(table[~on] == 0), "a market that is off covers nothing"
    return table


def covered_at_benchmark(s):
    """E0 of each market by region (market, region): benchmark quantities, no twin of a sector that may opt in yet."""
    g = s.graph
    table = np.zeros((len(g.market), len(g.region)))
    used = (g.emission_market >= 0) & (g.activity_is_latent[g.edge_activity[g.emission_edge]] == 0)
    edge = g.emission_edge[used]
    np.add.at(table, (g.emission_market[used], g.edge_region[edge]), s.kappa[used] * g.edge_quantity0[edge])
    runs = g.activity_is_latent[g.process_activity] == 0
    emitted = np.where(runs, g.process_intensity0 * g.activity_quantity0[g.process_activity], 0.0)
    n = s.process_market >= 0
    share = s.read("process_share")
    np.add.at(table, (s.process_market[n], g.activity_region[g.process_activity[n]]), (share * emitted)[n])
    taxed = g.process_tax_process
    mt = emitted[taxed] * s.read("process_tax_active")
    np.add.at(table, (g.process_tax_market, g.activity_region[g.process_activity[taxed]]), mt)
    return table


def only_taxed(s, quantity, uncovered):
    """Emissions per region that a carbon tax charges and no market of permits, each tonne once: of fuels by the quantity of each
    edge, of processes by what no market covers."""
    g, permits, edges = s.graph, has_permits(s), len(s.graph.edge_activity)
    on = (g.emission_market >= 0) & (s.kappa > 0)
    of_permits = on & np.where(g.emission_market >= 0, permits[g.emission_market], False)
    charged = np.bincount(g.emission_edge[of_permits], s.kappa[of_permits], edges)
    taxed = np.zeros(edges)
    np.maximum.at(taxed, g.emission_edge[on & ~of_permits], s.kappa[on & ~of_permits])
    fuel = np.flatnonzero(g.edge_region >= 0)
    mt = np.bincount(g.edge_region[fuel], (np.maximum(taxed - charged, 0) * quantity)[fuel], len(g.region))
    pays = np.bincount(g.process_tax_process, s.read("process_tax_active"), len(g.process_activity)) > 0
    np.add.at(mt, g.activity_region[g.process_activity[pays]], uncovered[pays])
    return mt


def only_taxed_now(s):
    return only_taxed(s, s.quantity, s.process_emissions - s.process_covered)


def only_taxed_at_benchmark(s):
    g = s.graph
    quantity = np.where(g.activity_is_latent[g.edge_activity] == 0, g.edge_quantity0, 0.0)
    runs = g.activity_is_latent[g.process_activity] == 0
    emitted = np.where(runs, g.process_intensity0 * g.activity_quantity0[g.process_activity], 0.0)
    share = np.where(s.process_market >= 0, s.read("process_share"), 0.0)
    return only_taxed(s, quantity, (1 - share) * emitted)


def fuel_regulated(s):
    """Per edge the coefficient that regulation covers [t/USD], by permits or by carbon taxes, each tonne once."""
    g, permits = s.graph, has_permits(s)
    edges = len(g.edge_activity)
    physical = np.bincount(g.emission_edge, g.emission_physical, edges)
    on = (g.emission_market >= 0) & (s.kappa > 0)
    of_permits = on & np.where(g.emission_market >= 0, permits[g.emission_market], False)
    charged = np.bincount(g.emission_edge[of_permits], s.kappa[of_permits], edges)
    taxed = np.zeros(edges)  # taxes on the same fuel charge the same tonnes
    np.maximum.at(taxed, g.emission_edge[on & ~of_permits], s.kappa[on & ~of_permits])
    return np.minimum(physical, np.maximum(charged, taxed))


def process_regulated(s, at):
    """Per process the covered part of its emissions in the state `at`, under the policy of s: what a market covers pays its price."""
    g = s.graph
    p_b = at.p[g.process_abatement_commodity]
    active = s.read("process_tax_active")
    taxes = np.bincount(g.process_tax_process, at.price_of(g.process_tax_market) * active, len(p_b))
    share = np.where(s.process_market >= 0, s.read("process_share"), 0.0)
    part = share * s.abatement_curve((taxes + at.price_of(s.process_market)) / p_b)[1]
    rest = (1 - share) * s.abatement_curve(taxes / p_b)[1]
    is_taxed = np.bincount(g.process_tax_process, active, len(p_b)) > 0
    return np.where(is_taxed, 1.0, part / (part + rest)) * at.process_emissions


def regulated(s, at):
    """Emissions in the state `at` that the policy of s covers, by permit markets or carbon taxes; each tonne once."""
    g = s.graph
    fuel = np.flatnonzero(g.edge_region >= 0)
    mt = np.bincount(g.edge_region[fuel], (fuel_regulated(s) * at.quantity)[fuel], len(g.region))
    np.add.at(mt, g.activity_region[g.process_activity], process_regulated(s, at))
    return mt


class Leakage:
    """Emission balance of a scenario against the reference, for a coalition of regions."""

    def __init__(self, s, ref, coalition):
        self.s, self.ref, self.members = s, ref, coalition
        self.change = co2(s) - co2(ref)
        self.reduction = -self.change[coalition].sum()
        base = co2(ref)[coalition].sum()
        if coalition.all() or self.reduction <= SMALLEST_REDUCTION * base:
            self.reduction = np.nan
        self.leaked = self.change[~coalition].sum()

    def rate(self):
        return 100 * self.leaked / self.reduction

    def net_of_permits(self, permit_imports):
        bought = permit_imports[self.members].sum()
        return 100 * (self.leaked + bought) / (self.reduction + bought)

    def by_region(self):
        return np.where(self.members, np.nan, 100 * self.change / self.reduction)

    def by_sector(self):
        change = (co2_by_user(self.s) - co2_by_user(self.ref))[~self.members].sum(axis=0)
        return 100 * change[: len(self.s.graph.sector)] / self.reduction

    def domestic(self):
        before, now = (regulated(self.s, at)[self.members] for at in (self.ref, self.s))
        reduction = (before - now).sum()
        if not reduction > SMALLEST_REDUCTION * before.sum():
            return np.nan
        return 100 * (self.change[self.members].sum() + reduction) / reduction
