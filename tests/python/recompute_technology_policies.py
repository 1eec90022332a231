# SPDX-License-Identifier: Apache-2.0
"""Policies that name technologies in one scenario against docs/instruments.md, P15 and T4."""
import numpy as np

from recompute_accounts import walk_down
from recompute_permits import variables
from recompute_rules import MarketRules, USD

BANNED_PART = 1e-3
POOL = "price of payments per unit"


class TechnologyRules(MarketRules):
    """Volumes and payments per unit."""

    def __init__(self, s, ref, policy):
        super().__init__(s, ref, policy)
        g = self.g
        self.content = dict(zip(zip(g.volume_region, g.volume_good), g.volume_content)) if hasattr(g, "volume_content") else {}
        self.output_now = g.activity_quantity0 * s.a
        running = (g.activity_kind == "production") & (g.activity_is_latent == 0)
        self.maker = {(g.activity_region[n], g.activity_sector[n]): n for n in np.flatnonzero(running)}

    def value(self, name):
        return self.exactly_named(name)[0]

    def named(self, table):
        g, listed = self.g, []
        for j in self.policy.sectors(table["technologies"], g):
            listed += [j] if g.sector_parent[j] >= 0 else list(np.flatnonzero(g.sector_parent == j))
        names, sets = table["regions"], self.policy.study.get("sets", {}).get("regions", {})
        if isinstance(names, str):
            names = sets.get(names, g.region)
        return [g.region.index(r) for r in names], listed

    def makers(self, table, region=None):
        """(region, technology, activity) that a policy names."""
        regions, listed = self.named(table)
        return [(r, t, self.maker[r, t]) for r in regions for t in listed if (r, t) in self.maker and region in (None, r)]

    def volume(self, region, technology, benchmark=False):
        """In TWh, Mt or PJ; whatever stands idle in the name of the technology belongs to it."""
        g = self.g
        mine = (g.activity_kind == "production") & (g.activity_region == region) & (g.activity_sector == technology)
        if benchmark:
            mine &= g.activity_is_latent == 0
        return self.content[region, technology] * np.sum((g.activity_quantity0 if benchmark else self.output_now)[mine])

    def volumes(self, table, benchmark=False, region=None):
        return sum(self.volume(r, t, benchmark) for r, t, _ in self.makers(table, region))

    def sold(self, table, region):
        """What the sector sells: the volume of all its technologies at the benchmark times its level."""
        g = self.g
        sector = g.sector_parent[self.named(table)[1][0]]
        at_benchmark = sum(self.volume(region, t, True) for t in np.flatnonzero(g.sector_parent == sector) if (region, t) in self.maker)
        n = self.maker[region, sector]
        mine = (g.activity_kind == "production") & (g.activity_region == region) & (g.activity_sector == sector)
        return at_benchmark / g.activity_quantity0[n] * np.sum(self.output_now[mine])

    def levy(self, policy, table, paid_by, region, paid):
        """What users pay per unit sold is what technologies of the region get in all."""
        name = f"levy of {policy}, {self.g.region[region]}"
        if paid_by != "users":
            return [float(len(self.exactly_named(name)))]
        return [(self.value(name) * self.sold(table, region) - paid) / (USD * self.sold(table, region))]

    def certificates(self):
        residual = [0.0]
        for name, table in self.policy.on_technologies["certificate"].items():
            sold = sum(self.sold(table, r) for r in self.named(table)[0])
            room = self.volumes(table) / sold - table["share_percent"] / 100
            residual.append(min(room, self.value(f"price of certificates {name}") / USD))
            residual += self.certificate_trade(name, table)
        return residual

    def certificate_trade(self, name, table):
        """What plants of a region earn beyond what it pays comes from abroad."""
        g, s, price, regions = self.g, self.s, self.value(f"price of certificates {name}"), self.named(table)[0]
        if len(regions) < 2:
            return []
        moved = np.array([what == "transfer" for what in g.contribution_what], bool)
        found = np.bincount(g.agent_region[g.contribution_row_index[moved]], s.contribution[moved], len(g.region))
        return [(found[r] - price * (self.volumes(table, region=r) - table["share_percent"] / 100 * self.sold(table, r)))
                / (USD * self.sold(table, r)) for r in regions]

    def output_limits(self):
        residual = [0.0]
        for name, table in self.policy.on_technologies["output_limit"].items():
            least = any(key.startswith("at_least") for key in table)
            before, now = self.volumes(table, True), self.volumes(table)
            key = "at_least" if least else "at_most"
            limit = max(table.get(key, table.get(f"{key}_percent", 0) / 100 * before), BANNED_PART * before)
            policy = ("least output " if least else "output limit ") + name
            price = self.value(("support of " if least else "rent of ") + policy)
            residual.append(min((now - limit if least else limit - now) / before, price / USD))
            paid_by = table.get("paid_by", "government") if least else table.get("rent", "owners")
            for r in self.named(table)[0]:
                residual += self.levy(policy, table, paid_by, r, (1 if least else -1) * price * self.volumes(table, region=r))
        return residual

    def subsidies(self):
        residual = [0.0]
        for name, table in self.policy.on_technologies["subsidy"].items():
            for r in self.named(table)[0]:
                policy = f"subsidy {name}, {self.g.region[r]}"
                amount = self.value(policy)
                residual.append((amount - table["per_unit"] * self.s.numeraire_price()) / USD)
                found = self.exactly_named(f"levy of {policy}")
                wants = table.get("paid_by", "government") == "users"
                sold = self.sold(table, r)
                residual.append((found[0] * sold - amount * self.volumes(table, region=r)) / (USD * sold) if wants else float(len(found)))
        return residual

    def feed_in_tariffs(self):
        residual, g = [0.0], self.g
        for name, table in self.policy.on_technologies["feed_in_tariff"].items():
            for r in self.named(table)[0]:
                paid = 0.0
                for _, t, n in self.makers(table, r):
                    support = self.value(f"feed-in tariff {name}: {g.activity_name[n]}")
                    above = support + self.receipts(n) / self.content[r, t] - table["price"] * self.s.numeraire_price()
                    residual.append(above / USD if table.get("two_way") else min(above, support) / USD)
                    paid += support * self.volume(r, t)
                residual += self.levy(f"feed-in tariff {name}", table, table.get("paid_by", "users"), r, paid)
        return residual

    def receipts(self, n):
        """Per unit of benchmark output: the price, less payments between technologies that the benchmark has."""
        g, charges = self.g, self.s.charges
        pool = np.array([g.variable_name[v] == POOL if v >= 0 else False for v in g.charge_rate], bool)
        mine = charges.mine("output") & (g.charge_owner == n) & pool
        return self.s.p[g.activity_output_commodity[n]] - np.sum(charges.cost[mine])

    def carbon_contracts(self):
        residual = [0.0]
        for name, table in self.policy.on_technologies["carbon_contract"].items():
            payment = self.value(f"payment per tonne of carbon contract {name}")
            gap = payment - table["strike"] * self.s.numeraire_price() + self.price(table["market"])
            residual.append(gap / USD if table.get("two_way") else min(gap, payment) / USD)
            reference = self.g.sector.index(table["reference"])
            for r in self.named(table)[0]:
                avoided = sum((self.intensity(r, reference) - self.intensity(r, t)) * self.volume(r, t) for _, t, _ in self.makers(table, r))
                paid = payment * avoided
                residual += self.levy(f"carbon contract {name}", table, table.get("paid_by", "government"), r, paid)
        return residual

    def intensity(self, region, technology):
        """Emissions per unit at the benchmark."""
        g, n = self.g, self.maker[region, technology]
        mine = np.isin(g.edge_activity, walk_down(g, n, lambda e: g.edge_role[e] == "bundle"))
        mt = np.sum((g.emission_physical * g.edge_quantity0[g.emission_edge])[mine[g.emission_edge]])
        mt += np.sum(g.process_intensity0[g.process_activity == n]) * g.activity_quantity0[n]
        return mt / self.volume(region, technology, True)

    def pool(self):
        """Where users bear payments between technologies, the levy is what these come to less than at the benchmark."""
        if self.policy.model.get("technology_pool") != "users":
            return [float(len(variables(self.s, "levy for payments of technologies: ")[0]))]
        g, charges, residual = self.g, self.s.charges, [0.0]
        pool = np.array([g.variable_name[v] == POOL if v >= 0 else False for v in g.charge_rate], bool) & charges.mine("output")
        for i, _, levy in zip(*variables(self.s, "levy for payments of technologies: ")):
            r = g.variable_region[i]
            mine = np.flatnonzero(pool & (g.activity_region[np.where(pool, g.charge_owner, 0)] == r))
            n = g.charge_owner[mine]
            missing = np.sum(charges.cost[mine] * g.activity_quantity0[n] * ((g.activity_is_latent[n] == 0) - self.s.a[n]))
            technology = g.sector[g.activity_sector[n[0]]]
            sold = self.sold({"technologies": [technology], "regions": [g.region[r]]}, r)
            residual.append((levy * sold - missing) / (USD * sold))
        return residual

    CHECKS = ("certificates", "output_limits", "subsidies", "feed_in_tariffs", "carbon_contracts", "pool")
