# SPDX-License-Identifier: Apache-2.0
"""Labour, saving, government, current account, revenue, swaps and households of one scenario against docs/instruments.md, P7 and M1 to M6."""
import numpy as np

import recompute_accounts as accounts
import recompute_emissions as emissions
from recompute_permits import variables
from recompute_rules import MarketRules, USD
from study_policy import by_region, labour_rule


class ClosureRules(MarketRules):
    """What holds for factors and budgets."""

    def __init__(self, s, ref, policy):
        super().__init__(s, ref, policy)
        self.consumer_price = accounts.consumer_price(s)
        self.factor_price = {name: s.p[c] for c, name in enumerate(self.g.commodity_name)}

    def agents(self, kind, region):
        return np.flatnonzero((self.g.agent_kind == kind) & (self.g.agent_region == region))

    def wage(self, region):
        """Price of the mobile labour of a region."""
        return self.factor_price[f"labour, {self.g.region[region]}"]

    def option(self, key):
        value = self.policy.model.get(key)
        return value if isinstance(value, dict) else {"rule": value}

    # --- labour -------------------------------------------------------------------------------------------------------------------
    def labour(self):
        """employment = (1 - u)/(1 - u0); wage curve w/p = (u/u0)^-elasticity; minimum wage w >= minimum p where u > 0."""
        residual = [0.0]
        for _, r, employment in zip(*variables(self.s, "employment: ")):
            labour = labour_rule(self.policy.study, self.g.region[r])
            u0 = labour.get("unemployment_percent", 0) / 100
            u, real = 1 - (1 - u0) * employment, self.wage(r) / self.consumer_price[r]
            if labour["rule"] == "wage_curve":
                residual.append(real - (u / u0) ** -labour.get("elasticity", 0.1))
            else:
                residual.append(min(real - labour.get("minimum", 1), u))
            residual += list(self.labour_supply(r) - employment)
        return residual

    def labour_supply(self, region):
        """Endowments of labour relative to the benchmark."""
        g = self.g
        commodity = list(g.commodity_name).index(f"labour, {g.region[region]}")
        mine = g.endowment_commodity == commodity
        return self.s.endowment[mine] / self.s.endowed[mine]

    # --- budgets ------------------------------------------------------------------------------------------------------------------
    def spending(self, agent, benchmark=False):
        """Demand and stock changes at current prices: of stocks before permits and added taxes."""
        g, s = self.g, self.s
        total = 0.0
        for n in accounts.spending_activities(g, agent):
            edges = accounts.inputs(g)[n]
            if g.activity_kind[n] == "stock_change":
                price = np.ones(len(edges)) if benchmark else s.p[g.edge_commodity[edges]] * s.a[n]
                total += np.sum(price * g.edge_quantity0[edges] * (1 + s.read("edge_tax")[edges]))
                continue
            level = 1.0 if benchmark else s.a[n]
            price = 1.0 if benchmark else s.p[g.activity_output_commodity[n]]
            total += price * g.activity_quantity0[n] * level
        return total

    def goods_spending(self, region, benchmark=False):
        """Consumption of goods of all households of a region at current prices."""
        total = 0.0
        for h in accounts.households(self.g, region):
            fixed = h.fixed_part() if benchmark else h.needs(self.s) * self.basket_price(h)
            free = h.goods0() - h.fixed_part() if benchmark else h.goods(self.s) - h.needs(self.s)
            total += fixed + free * (1.0 if benchmark else h.price(self.s))
        return total

    def basket_price(self, household):
        return self.s.p[self.g.activity_output_commodity[household.basket]] if household.basket >= 0 else 0.0

    def shares(self):
        """Investment and stock changes, or government demand, keep their benchmark proportion to consumption."""
        residual = [0.0]
        for option, rule, kind in (("investment", "fixed_saving_share", "investment"), ("government", "fixed_share", "government")):
            if self.policy.model.get(option) != rule:
                continue
            for r in range(len(self.g.region)):
                for agent in self.agents(kind, r):
                    if self.g.agent_demand_activity[agent] < 0:
                        continue
                    now = self.spending(agent) / self.goods_spending(r)
                    residual.append(now / (self.spending(agent, True) / self.goods_spending(r, True)) - 1)
        return residual

    def current_account(self):
        """Fixed in the numeraire, or in the consumer price of the region of the Walras slack."""
        g, unit = self.g, self.s.read("transfer_price_commodity")
        region_of = lambda agent: g.agent_region[agent] if agent >= 0 else -1
        abroad = np.array([region_of(payer) != region_of(payee) for payer, payee in zip(g.transfer_from, g.transfer_to)])
        if self.policy.model.get("current_account") != "consumption_price":
            return list((unit[abroad] >= 0).astype(float))
        region = g.agent_region[g.attributes["numeraire_slack_agent"]]
        price = accounts.households(g, region)[0].price(self.s)
        return list(self.s.p[unit[abroad]] - price) + [0.0 if abroad.any() else 1.0]

    def benchmark_lump_sum(self, agent):
        """What the household pays the government at the benchmark: its demand less taxes and transfers."""
        g, s = self.g, self.s
        on = g.activity_is_latent == 0
        income = np.sum((s.t0 * g.activity_quantity0)[on & (g.activity_tax_agent == agent)])
        edge_on = on[g.edge_activity]
        income += np.sum((s.tx0 * g.edge_quantity0)[edge_on & (g.edge_export_tax_agent == agent)])
        value = accounts.cif(s, True) * g.edge_quantity0
        income += np.sum((s.tm0 * value)[edge_on & (g.edge_tax_agent == agent)])
        income += np.sum(g.endowment_quantity0[g.endowment_agent == agent])
        income += np.sum(g.transfer_value[g.transfer_to == agent]) - np.sum(g.transfer_value[g.transfer_from == agent])
        return self.spending(agent, True) - income

    def lump_sums(self):
        """As at the benchmark in real terms where revenue is spent, cuts a tax, or a tax balances the government."""
        residual = [0.0]
        for r in self.fixed_lump_sums():
            agent = self.agents("government", r)[0]
            now = self.s.read("agent_balancing_payment")[agent]
            residual.append((now - self.benchmark_lump_sum(agent) * self.consumer_price[r]) / self.g.agent_income0[agent])
        return residual

    def fixed_lump_sums(self):
        g = self.g
        if "balancing_tax" in self.policy.model:
            return [r for r in range(len(g.region)) if len(self.agents("government", r))]
        found = set()
        for name in self.policy.on:
            revenue = self.policy.market[name].get("revenue", "household")
            if isinstance(revenue, dict) or revenue == "spending":
                found |= set(self.policy.regions(name, g))
        swapped = {g.region.index(swap["fix"].split()[-1]) for swap in self.policy.swap.values() if swap["fix"].startswith("lump sum")}
        return sorted(found | swapped)

    def revenue_owners(self):
        """Allowances belong to the household where the study says so, to the government otherwise."""
        g, residual = self.g, [0.0]
        for name in self.policy.on:
            table = self.policy.market[name]
            wants = "household" if table.get("revenue", "household") == "household" else "government"
            for r in self.policy.regions(name, g):
                agent = self.s.read("market_revenue_agent")[self.market(name)][r]
                kind = "household" if "account of the households" in g.agent_name[agent] else g.agent_kind[agent]
                if "price" in table and "revenue" not in table:
                    wants = kind  # a tax goes where taxes go unless the study says more
                residual.append(float(kind != wants))
        return residual

    # --- parameters -----------------------------------------------------------------------------------------------------------------
    def armington(self):
        """Elasticities of trade as the study states them: of region and sector, sector or its role, region, all; in this order."""
        g, residual = self.g, [0.0]
        for parameter, kind in (("esubd", "armington"), ("esubm", "imports")):
            stated = self.policy.study.get("elasticities", {}).get(parameter)
            for n in np.flatnonzero(g.activity_kind == kind):
                region, good = g.region[g.activity_region[n]], g.sector[g.activity_sector[n]]
                value = self.stated(stated, region, good)
                residual.append(0.0 if value is None else g.activity_elasticity[n] - value)
        return residual

    def stated(self, table, region, good):
        """Of region and sector, sector, region, all, in this order; in each the place itself, then its set, then its role."""
        if not isinstance(table, dict):
            return table
        sets = self.policy.study.get("sets", {})
        sectors = [good, *(key for key, codes in sets.get("sectors", {}).items() if good in codes), {"COL": "role:coal", "ELE": "role:electricity"}.get(good)]
        regions = [table[key] for key in (region, *(key for key, codes in sets.get("regions", {}).items() if region in codes)) if key in table]
        for source in (*regions, table):
            for key in sectors:
                if isinstance(source, dict) and key in source:
                    return source[key]
        for source in regions:
            if not isinstance(source, dict) or "default" in source:
                return source["default"] if isinstance(source, dict) else source
        return table.get("default")

    def export_supply(self):
        """Home sales and exports are two products where the study has an elasticity for the region and good, and there are both."""
        g, residual = self.g, [0.0]
        stated = self.policy.study.get("elasticities", {}).get("export_transformation_elasticity")
        split = {(g.activity_region[n], g.activity_sector[n]): g.activity_transformation_elasticity[n]
                 for n in np.flatnonzero(g.activity_kind == "export_supply")}
        for r, region in enumerate(g.region):
            for s, good in enumerate(g.sector):
                sold = (g.edge_good == s) & (g.edge_exporter == r) & np.isin(g.edge_role, ["origin", "service"])
                at_home = (g.edge_good == s) & (g.edge_region == r) & (g.edge_role == "domestic")
                value = self.stated(stated, region, good) if sold.any() and at_home.any() else None
                found = split.get((r, s))
                residual.append(float((value is None) != (found is None)) if None in (value, found) else found - value)
        return residual

    def time(self):
        """Households that choose their leisure own `leisure_ratio` times the labour of the region beside it."""
        g, residual = self.g, [0.0]
        stated = self.policy.study.get("elasticities", {}).get("leisure_ratio", 0)
        for n in np.flatnonzero(g.activity_kind == "consumption"):
            leisure = [e for e in accounts.inputs(g)[n] if g.edge_role[e] == "factor"]
            for e in leisure:
                labour = g.edge_commodity[e]
                runs = (g.edge_commodity == labour) & (g.edge_activity != n) & (g.activity_is_latent[g.edge_activity] == 0)
                sold = g.edge_quantity0[runs].sum()
                owned = g.endowment_quantity0[g.endowment_commodity == labour].sum()
                ratio = self.stated(stated, g.region[g.edge_region[e]], None)
                residual += [g.edge_quantity0[e] / sold - ratio, owned / (sold + g.edge_quantity0[e]) - 1]
        return residual

    # --- households -----------------------------------------------------------------------------------------------------------------
    def subsistence(self):
        """share x what a household buys of a good is bought whatever happens."""
        g, residual = self.g, [0.0]
        stated = self.policy.study.get("elasticities", {}).get("subsistence_share", {})
        for region in range(len(g.region)):
            for h in accounts.households(g, region):
                if h.basket < 0:
                    residual.append(float(any(stated.values()) if isinstance(stated, dict) else bool(stated)))
                    continue
                nests = accounts.walk_down(g, h.top, lambda e: g.edge_role[e] == "bundle")
                for e in accounts.inputs(g)[h.basket]:
                    same = (g.edge_good == g.edge_good[e]) & (g.edge_purpose == g.edge_purpose[e])
                    free = [k for n in nests for k in accounts.inputs(g)[n] if same[k]]
                    whole = g.edge_quantity0[e] + g.edge_quantity0[free].sum()
                    residual.append(self.s.quantity[e] / whole - self.people(g.region[region]) * stated[g.sector[g.edge_good[e]]])
        return residual

    def people(self, region):
        """As many times those of the benchmark, by a shock to one region."""
        return self.policy.shock.get(f"population {region}", {"factor": 1.0})["factor"]

    def cde(self):
        """Inputs of consumption have the stated parameters, bundles the mean of their goods' by benchmark purchases."""
        g = self.g
        if self.policy.model.get("household_demand") != "cde":
            return [float(hasattr(g, "cde_edge"))]
        residual = [0.0 if hasattr(g, "cde_edge") else 1.0]
        for i, edge in enumerate(getattr(g, "cde_edge", [])):
            bundle = accounts.makers(g)[g.edge_commodity[edge]]
            nests = accounts.walk_down(g, bundle, lambda e: g.edge_role[e] == "bundle")
            goods = [e for n in nests for e in accounts.inputs(g)[n] if g.edge_good[e] >= 0]
            value = (g.edge_price0 * g.edge_quantity0)[goods]
            for parameter, column in (("subpar", g.cde_substitution), ("incpar", g.cde_expansion)):
                stated = self.policy.study["elasticities"][parameter]
                each = [self.stated(stated, g.region[g.edge_region[edge]], g.sector[g.edge_good[e]]) for e in goods]
                residual.append(column[i] - np.sum(value * each) / value.sum())
        return residual

    def household_shares(self):
        """Of the region's lump sums, saving and account every household pays its share of benchmark consumption."""
        g, residual = self.g, [0.0]
        paid = self.s.read("agent_balancing_payment")
        for region in range(len(g.region)):
            agents = [a for a in self.agents("household", region) if g.agent_demand_activity[a] >= 0]
            goods0 = np.array([h.goods0() for h in accounts.households(g, region)])
            total = paid[(g.agent_region == region) & (g.agent_kind != "household")].sum()
            for agent, part in list(zip(agents, goods0 / goods0.sum()))[1:]:
                mine = (g.contribution_row_kind == "income_balance") & (g.contribution_row_index == agent)
                mine &= np.array(g.contribution_what, dtype=object) == "shared among households"
                residual.append((self.s.contribution[mine].sum() + part * total) / max(abs(total), 1))
        return residual

    # --- small countries --------------------------------------------------------------------------------------------------------------
    def world_prices(self):
        """p = pw e for each good with a world price, pw from the shocks; what is sold pays for what is bought."""
        g, s, residual = self.g, self.s, [0.0]
        stated = self.policy.model.get("world_prices", {})
        for r, region in enumerate(g.region):
            goods = by_region(self.policy.study, stated, region)
            if goods is None:
                residual.append(float(np.any(~np.isnan(accounts.world_market_sales(s)[r]))))
                continue
            goods = self.policy.study["sets"]["sectors"][goods] if isinstance(goods, str) else goods
            price = [self.world_price(good, region) for good in goods]
            sold = accounts.world_market_sales(s)[r][[g.sector.index(good) for good in goods]]
            residual.append(np.dot(price, sold) / g.agent_income0[g.agent_region == r].sum())
            for good, pw in zip(goods, price):
                commodity = g.activity_output_commodity[self.production(r, g.sector.index(good))]
                residual.append(s.p[commodity] - pw * accounts.foreign_exchange(s)[r])
        return residual

    def world_price(self, good, region):
        sizes = [size["factor"] for name, size in self.policy.shock.items() if name == f"world price {good} {region}"]
        return sizes[0] if sizes else 1.0

    # --- swaps ----------------------------------------------------------------------------------------------------------------------
    def swaps(self):
        """The fixed quantity has its value."""
        return [0.0] + [self.fixed(swap["fix"].split(), swap.get("value", 1)) for swap in self.policy.swap.values()]

    def fixed(self, words, value):
        g, s, numeraire = self.g, self.s, self.s.numeraire_price()
        place, kind = words[-1], " ".join(w for w in words if w.islower())
        region = g.region.index(place) if place in g.region else -1
        if kind == "price":
            n = self.production(region, g.sector.index(words[1]))
            return s.p[g.activity_output_commodity[n]] - value * numeraire
        if kind == "output":
            sector = g.sector.index(words[1])
            made = (g.activity_kind == "production") & (g.activity_region == region) & (g.activity_sector == sector)  # twins as well
            return np.sum((g.activity_quantity0 * s.a)[made]) / g.activity_quantity0[self.production(region, sector)] - value
        if kind == "real wage":
            return self.wage(region) / self.consumer_price[region] - value
        if kind == "unemployment":
            return variables(self.s, f"unemployment rate: {place}")[2][0] - value / 100
        if kind == "consumption":
            return accounts.consumption(s)[region] / sum(h.goods0() for h in accounts.households(g, region)) - value
        if kind in ("government demand", "investment"):
            return s.a[g.agent_demand_activity[self.agents(kind.split()[0], region)[0]]] - value
        if kind == "permit price":
            return (self.price(place) - value * numeraire) / USD
        if kind == "emissions" and region >= 0 and words[1] in g.sector:
            return emissions.co2_by_user(s)[region, g.sector.index(words[1])] / value - 1
        if kind == "emissions":
            pool = s.read("market_pool") == s.read("market_pool")[self.market(place)]
            return self.covered[pool].sum() / value - 1
        return 0.0  # lump sum: lump_sums()

    CHECKS = ("labour", "armington", "export_supply", "time", "shares", "current_account", "lump_sums", "revenue_owners", "subsistence", "cde",
              "household_shares", "world_prices", "swaps")
