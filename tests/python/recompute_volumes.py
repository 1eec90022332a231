# SPDX-License-Identifier: Apache-2.0
"""Physical volumes by docs/model.md, section 5: additive CES, and energy made, used and paid for, from /state alone."""
import numpy as np

from recompute_accounts import walk_down
from recompute_emissions import FINAL_USERS, users
from recompute_paid import PaidPrices


def costs_and_demands(s):
    """x = w X (J/r)^sigma with J = (sum w r^-sigma)^(-1/sigma); unit cost sum P q at level 1, relative to the benchmark."""
    g = s.graph
    for n in np.unique(g.edge_activity[g.additive_edge]) if hasattr(g, "additive_edge") else []:
        rows = np.flatnonzero(g.edge_activity[g.additive_edge] == n)
        edges, weight, sigma = g.additive_edge[rows], g.additive_volume_share[rows], g.activity_elasticity[n]
        ratio = s.P[edges] / s.price0[edges]
        index = np.sum(weight * ratio**-sigma) ** (-1 / sigma)
        per_level = s.quantity0[edges] * (index / ratio) ** sigma
        s.q[edges] = s.a[n] * per_level
        s.log_cost[n] = np.log(np.sum(s.P[edges] * per_level) / np.sum(s.price0[edges] * s.quantity0[edges]))


def carbon_in_price(s):
    """Part of each user price: charges on emissions, and carbon prices that taxes contain since the benchmark."""
    return s.charges.per_unit("input") * (1 + s.tm * s.graph.attributes["carbon_in_tax_base"]) + PaidPrices(s).in_user_price()


class Volumes:
    """Content of each input: its volume per unit at the benchmark."""

    def __init__(self, s):
        self.s, self.g = s, s.graph
        g = self.g
        self.made = {(r, f): c for r, f, c in zip(g.volume_region, g.volume_good, g.volume_content)}
        self.unit = dict(zip(g.volume_good, g.volume_unit))
        self.maker = {c: n for n, c in enumerate(g.activity_output_commodity) if c >= 0}
        self.region = g.activity_region[g.edge_activity]

    def goods(self, unit):
        return sorted(f for f, u in self.unit.items() if u == unit and f < self.g.n_sectors)

    def content(self, edge):
        """Of what an origin sells its own; of composites and bundles of what they consist of."""
        g, role, good = self.g, self.g.edge_role[edge], self.g.edge_good[edge]
        if role in ("origin", "service"):
            return self.made.get((g.edge_exporter[edge], good), 0.0)
        if role == "domestic":
            return self.made.get((self.region[edge], good), 0.0)
        maker = self.maker.get(g.edge_commodity[edge])
        if maker is None:
            return 0.0
        inputs = np.flatnonzero(g.edge_activity == maker)
        return sum(self.content(e) * g.edge_quantity0[e] for e in inputs) / g.activity_quantity0[maker]

    def output(self, good):
        """By region: what buyers take; of what a world market buys there is no input."""
        g, q = self.g, self.s.quantity
        volume = np.zeros(len(g.region))
        for e in np.flatnonzero((g.edge_good == good) & np.isin(g.edge_role, ["origin", "service", "domestic"])):
            seller = self.region[e] if g.edge_role[e] == "domestic" else g.edge_exporter[e]
            volume[seller] += self.content(e) * q[e]
        return volume

    def purchases(self, good):
        """Inputs by which users, not composites, buy a good."""
        g = self.g
        kind = g.activity_kind[g.edge_activity]
        return np.flatnonzero((g.edge_good == good) & np.isin(g.edge_role, ["good", "domestic", "imports"]) & (kind != "armington")
                              & (g.edge_quantity0 != 0))

    def use(self, good):
        volume = np.zeros(len(self.g.region))
        for e in self.purchases(good):
            volume[self.region[e]] += self.content(e) * self.s.quantity[e]
        return volume

    def user_price(self, good, with_carbon):
        """(region, user): payments per volume; those without a user of their own, and of stocks, are left out."""
        g, s, user = self.g, self.s, users(self.g)
        shape = len(g.region), g.n_sectors + len(FINAL_USERS)
        paid, volume = np.zeros(shape), np.zeros(shape)
        carbon = carbon_in_price(s)
        price = s.P if with_carbon else s.P - carbon
        for e in self.purchases(good):
            n = g.edge_activity[e]
            if user[n] < 0 or g.activity_kind[n] == "stock_change":
                continue
            paid[self.region[e], user[n]] += price[e] * s.quantity[e]
            volume[self.region[e], user[n]] += self.content(e) * s.quantity[e]
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(volume > 0, paid / volume, np.nan)


    def net_imports(self, good):
        """By region: of origins abroad, less what buyers abroad take."""
        g, q = self.g, self.s.quantity
        volume = np.zeros(len(g.region))
        for e in np.flatnonzero((g.edge_good == good) & np.isin(g.edge_role, ["origin", "service"])):
            volume[g.edge_exporter[e]] -= self.content(e) * q[e]
            if g.edge_role[e] == "origin":
                volume[self.region[e]] += self.content(e) * q[e]
        return volume

    def by_user(self, goods, value_of):
        """(region, user): a value per input that buys one of the goods; stocks and those without a user left out."""
        g, user = self.g, users(self.g)
        table = np.zeros((len(g.region), g.n_sectors + len(FINAL_USERS)))
        for good in goods:
            for e in self.purchases(good):
                n = g.edge_activity[e]
                if user[n] >= 0 and g.activity_kind[n] != "stock_change":
                    table[self.region[e], user[n]] += value_of(e)
        return table

    def electricity_delivery(self):
        """(region, user): payments for services bought for the purpose electricity_delivery."""
        g, s, user = self.g, self.s, users(self.g)
        table = np.zeros((len(g.region), g.n_sectors + len(FINAL_USERS)))
        if "electricity_delivery" not in getattr(g, "purpose", []):
            return table
        mine = (g.edge_purpose == list(g.purpose).index("electricity_delivery")) & (g.edge_good >= 0)
        mine &= np.isin(g.edge_role, ["good", "domestic", "imports"]) & (g.activity_kind[g.edge_activity] != "armington")
        for e in np.flatnonzero(mine):
            if user[g.edge_activity[e]] >= 0:
                table[self.region[e], user[g.edge_activity[e]]] += s.P[e] * s.quantity[e]
        return table


def electricity_accounts(s, volumes, goods):
    carbon = carbon_in_price(s)
    use = volumes.by_user(goods, lambda e: volumes.content(e) * s.quantity[e])
    paid = volumes.by_user(goods, lambda e: s.P[e] * s.quantity[e]) + volumes.electricity_delivery()
    of_carbon = volumes.by_user(goods, lambda e: carbon[e] * s.quantity[e])
    with np.errstate(invalid="ignore", divide="ignore"):
        return {"electricity_output": sum(volumes.output(f) for f in goods), "electricity_use": use,
                "electricity_net_imports": sum(volumes.net_imports(f) for f in goods),
                "electricity_price_user": np.where(use > 0, paid / use, np.nan),
                "electricity_price_user_without_carbon": np.where(use > 0, (paid - of_carbon) / use, np.nan)}


def technology_accounts(s, volumes):
    """What a technology makes, costs, emits and pays for its resources, by region and technology; missing where there is none."""
    g = s.graph
    technologies = np.flatnonzero(g.sector_parent >= 0)
    if not len(technologies):
        return {}
    made = np.stack([volumes.output(t) for t in technologies], axis=1)
    exists = np.array([[(r, t) in volumes.made for t in technologies] for r in range(len(g.region))])
    paid = np.stack([np.bincount(volumes.region[rows], (s.P * s.quantity)[rows], len(g.region))
                     for rows in (volumes.purchases(t) for t in technologies)], axis=1)
    of_sector = g.sector_parent[technologies][:, None] == g.sector_parent[technologies]
    mt, rent = np.zeros(made.shape), np.zeros(made.shape)
    for column, t in enumerate(technologies):
        for n in np.flatnonzero((g.activity_kind == "production") & (g.activity_sector == t)):
            mine = np.isin(g.edge_activity, walk_down(g, n, lambda e: g.edge_role[e] == "bundle"))
            resource = mine & (g.commodity_kind[g.edge_commodity] == "resource")
            region = g.activity_region[n]
            mt[region, column] += np.sum((g.emission_physical * s.quantity[g.emission_edge])[mine[g.emission_edge]])
            mt[region, column] += np.sum(s.process_emissions[g.process_activity == n])
            rent[region, column] += np.sum((s.p[g.edge_commodity] * s.quantity)[resource])
    with np.errstate(invalid="ignore", divide="ignore"):
        values = {"technology_output": made, "technology_share": 100 * made / (made @ of_sector), "technology_unit_cost": paid / made,
                  "technology_emissions": mt, "technology_rent": rent}
    return {name: np.where(exists, value, np.nan) for name, value in values.items()} | technology_payments(s, volumes, technologies, exists)


def technology_payments(s, volumes, technologies, exists):
    """What policies pay technologies per unit, and what a unit that their sector sells bears of it; nothing where no scenario has any."""
    g = s.graph
    others = np.array([name == "price of payments per unit" or name.startswith("rent of the resource of ") for name in g.variable_name], bool)
    mine = s.charges.mine("output") & (g.charge_kind == "levy") & (g.charge_rate >= 0)
    mine[mine] &= ~others[g.charge_rate[mine]]
    if not mine.any():
        return {}
    per_usd = np.bincount(g.charge_owner[mine], s.charges.cost[mine], g.n_activities)
    regions, sectors = len(g.region), np.flatnonzero(g.sector_parent < 0)
    support, levy = np.full(exists.shape, np.nan), np.full((regions, len(sectors)), np.nan)
    runs = (g.activity_kind == "production") & (g.activity_is_latent == 0)
    maker = {(g.activity_region[n], g.activity_sector[n]): n for n in np.flatnonzero(runs)[::-1]}
    volume = np.zeros((regions, len(sectors)))
    for (r, column) in zip(*np.nonzero(exists)):
        t = technologies[column]
        n, content = maker[r, t], volumes.made[r, t]
        support[r, column] = (0 - per_usd[n]) / content
        volume[r, g.sector_parent[t]] += content * g.activity_quantity0[n]
    for r, sector in zip(*np.nonzero(volume)):
        n = maker[r, sector]
        levy[r, sector] = per_usd[n] * g.activity_quantity0[n] / volume[r, sector]
    return {"technology_support": support, "technology_levy": levy}


def latent_accounts(s):
    """What technologies that stand idle at the benchmark make, cost, capture and earn, by region and technology; missing where a
    region does not have one."""
    g = s.graph
    if not hasattr(g, "idle_technology_activity"):
        return {}
    names = list(dict.fromkeys(g.idle_technology_code))
    values = {name: np.full((len(g.region), len(names)), np.nan) for name in
              ("latent_output", "latent_share", "latent_unit_cost", "latent_margin", "latent_emissions", "captured_co2", "latent_rent",
               "technology_entry_price")}
    for n, code, markup in zip(g.idle_technology_activity, g.idle_technology_code, g.idle_technology_markup):
        place = g.activity_region[n], names.index(code)
        for name, value in latent_technology(s, n, markup).items():
            values[name][place] = value
    return values


def latent_technology(s, n, markup):
    g = s.graph
    content = 1.0
    if hasattr(g, "volume_content"):
        mine = (g.volume_region == g.activity_region[n]) & (g.volume_good == g.activity_sector[n])
        content = g.volume_content[mine][0] if mine.any() and g.volume_content[mine][0] > 0 else 1.0
    made, edges, processes = g.activity_quantity0[n] * s.a[n], g.edge_activity == n, g.process_activity == n
    rent = sum(s.v[v] for v, name in enumerate(g.variable_name) if name == f"rent of the resource of {g.activity_name[n]}")
    cost = g.activity_unit_revenue0[n] * np.exp(s.log_cost[n])
    earned = s.p[g.activity_output_commodity[n]] * (1 - s.read("activity_output_tax")[n])
    emitted = np.bincount(g.emission_edge, g.emission_physical, len(edges))
    own = np.sum((emitted * g.edge_quantity0)[edges]) / g.activity_quantity0[n] + np.sum(g.process_intensity0[processes])
    e, paid = competitor(g, n)
    return {"latent_output": content * made, "latent_share": 100 * made / s.supply_and_demand()[0][g.activity_output_commodity[n]],
            "latent_unit_cost": (earned - rent - s.u[n] + cost) / content, "latent_margin": 100 * (s.u[n] / cost - 1),
            "latent_emissions": np.sum((emitted * s.quantity)[edges]) + np.sum(s.process_emissions[processes]),
            "captured_co2": np.sum((g.edge_captured * s.quantity)[edges]) + np.sum(g.process_captured0[processes]) * made,
            "latent_rent": rent * made,
            "technology_entry_price": (g.activity_unit_revenue0[n] * markup / (1 + markup) + paid) / (e - own) if e > own else np.nan}


def competitor(g, n):
    """Benchmark emissions of who makes the good of a technology, per unit, and the carbon price that their taxes contain."""
    mine = np.zeros(len(g.edge_activity), bool)
    t = 0.0
    for other in np.flatnonzero((g.activity_kind == "production") & (g.activity_sector == g.activity_sector[n])
                                & (g.activity_region == g.activity_region[n]) & (g.activity_is_latent == 0)):
        mine |= np.isin(g.edge_activity, walk_down(g, other, lambda e: g.edge_role[e] == "bundle"))
        t += np.sum((g.process_intensity0 * g.activity_quantity0[g.process_activity])[g.process_activity == other])
    emitted = np.bincount(g.emission_edge, g.emission_physical, len(mine)) * g.edge_quantity0
    paid = np.sum((emitted * g.edge_carbon_price_paid)[mine]) if hasattr(g, "edge_carbon_price_paid") else 0.0
    return (t + np.sum(emitted[mine])) / g.activity_quantity0[n], paid / g.activity_quantity0[n]


def physical_accounts(s):
    if not hasattr(s.graph, "volume_content"):
        return {}
    volumes = Volumes(s)
    fuels, values = volumes.goods("PJ"), {}
    if fuels:
        values = {"fuel_output": np.stack([volumes.output(f) for f in fuels], axis=1),
                  "fuel_use": np.stack([volumes.use(f) for f in fuels], axis=1),
                  "fuel_price_user": np.stack([volumes.user_price(f, True) for f in fuels], axis=2),
                  "fuel_price_user_without_carbon": np.stack([volumes.user_price(f, False) for f in fuels], axis=2)}
    electricity = volumes.goods("TWh")
    return values | (electricity_accounts(s, volumes, electricity) if electricity else {}) | technology_accounts(s, volumes)
