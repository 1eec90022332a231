# SPDX-License-Identifier: Apache-2.0
"""Shocks of one scenario against docs/instruments.md, S1: endowments, productivity, taxes, transfers and needs are what the study states,
and nothing else has changed."""
import numpy as np

import recompute_accounts as accounts

FACTORS = {"LAB": "labour", "CAP": "capital", "RES": "coal resource"}  # names of the fixtures' factors
GOODS = {"STEEL": "iron and steel", "ELE": "electricity"}  # of tiny_products
AGENTS = ("household", "government", "investment")


class ShockRules:
    """Benchmark rates with every shock of the study applied, beside those of the equilibrium."""

    def __init__(self, s, reference, policy):
        self.s, self.g, self.policy = s, s.graph, policy
        self.tax, self.export_tax, self.output_tax = s.tm0.copy(), s.tx0.copy(), s.t0.copy()
        self.endowment, self.productivity = np.ones(len(self.g.endowment_agent)), np.ones(len(self.tax))
        self.transfer, self.people = {}, np.ones(len(self.g.region))
        for name, size in policy.shock.items():
            self.apply(name.split(), size)
        for region, prices in policy.study.get("elasticities", {}).get("carbon_price_paid", {}).items():
            for sector, price in prices.items():
                self.replace_paid_price(self.inputs(self.sectors(sector), self.regions(region)), price)

    def replace_paid_price(self, edges, price):
        """docs/model.md, section 8: tonnes that permits or carbon taxes charge, each once, lose the price that was paid."""
        g, count = self.g, len(self.tax)
        permits = (g.charge_owner_kind == "input") & (g.charge_kind == "permits") & (g.charge_market >= 0)
        kappa = np.bincount(g.charge_owner[permits], self.s.read("charge_coefficient")[permits], count)
        emitted = np.bincount(g.emission_edge, g.emission_physical, count)
        self.tax[edges] -= (price * np.minimum(kappa, emitted))[edges]

    # --- what words stand for ---------------------------------------------------------------------------------------------------
    def indices(self, word, what):
        codes = self.g.region if what == "regions" else self.g.sector
        if word == "all":
            return list(range(len(codes)))
        named = self.policy.study.get("sets", {}).get(what, {})
        return [codes.index(code) for code in named.get(word, [word])]

    def regions(self, word):
        return self.indices(word, "regions")

    def sectors(self, word):
        return self.indices(word, "sectors")

    def is_factor(self, commodity, word, region):
        """A factor of the region, or of one of its sectors."""
        codes = list(FACTORS) if word == "all" else [word]
        place = f", {self.g.region[region]}"
        named = self.g.commodity_name[commodity]
        return named.endswith(place) and any(named.startswith(FACTORS[code] + end) for code in codes for end in (place, " of "))

    def inputs(self, sectors, regions):
        """Edges of the nests of sectors."""
        g, n = self.g, self.g.edge_activity
        made = np.isin(g.activity_kind[n], ["production", "nest"]) & (g.activity_sector[n] >= 0)
        return np.flatnonzero(made & np.isin(g.activity_sector[n], sectors) & np.isin(g.edge_region, regions))

    def factor_inputs(self, word, sectors, regions):
        g = self.g
        return [e for e in self.inputs(sectors, regions)
                if g.edge_role[e] == "factor" and self.is_factor(g.edge_commodity[e], word, g.edge_region[e])]

    def flows(self, goods, exporters, importers):
        g = self.g
        return np.flatnonzero((g.edge_role == "origin") & np.isin(g.edge_good, goods) & np.isin(g.edge_exporter, exporters)
                              & np.isin(g.edge_region, importers) & (g.edge_exporter != g.edge_region))

    def purchases(self, goods, user, regions):
        g = self.g
        if user in AGENTS:
            tops = [n for a in np.flatnonzero((g.agent_kind == user) & np.isin(g.agent_region, regions))
                    for n in accounts.spending_activities(g, a) if g.activity_kind[n] != "stock_change"]
            nests = [n for top in tops for n in accounts.walk_down(g, top, lambda e: g.edge_role[e] == "bundle")]
            edges = np.flatnonzero(np.isin(g.edge_activity, nests))
        else:
            edges = self.inputs(self.sectors(user), regions)
        return [e for e in edges if g.edge_role[e] == "good" and g.edge_good[e] in goods]

    # --- what each kind does ----------------------------------------------------------------------------------------------------
    @staticmethod
    def changed(rates, where, size):
        if "factor" in size:
            rates[where] *= size["factor"]
        elif "value" in size:
            rates[where] = size["value"]
        else:
            rates[where] += size["change"]

    def apply(self, words, size):
        kind = " ".join(w for w in words if w in ("endowment", "population", "productivity", "output", "factor", "use", "consumption",
                                                  "tariff", "export", "tax", "transfer", "world", "price"))
        codes = words[len(kind.split()):]
        getattr(self, kind.replace(" ", "_") + "_shock")(codes, size)

    def endowment_shock(self, codes, size):
        for i, (c, agent) in enumerate(zip(self.g.endowment_commodity, self.g.endowment_agent)):
            region = self.g.agent_region[agent]
            if region in self.regions(codes[-1]) and self.is_factor(c, codes[0], region):
                self.endowment[i] *= size["factor"]

    def population_shock(self, codes, size):
        for code in np.atleast_1d(size["labour"]):
            self.endowment_shock([str(code), codes[0]], size)
        self.people[self.regions(codes[0])] = size["factor"]

    def productivity_shock(self, codes, size):
        sectors, regions = self.sectors(codes[-2]), self.regions(codes[-1])
        edges = self.inputs(sectors, regions)
        if len(codes) == 2:
            edges = [e for e in edges if self.g.activity_kind[self.g.edge_activity[e]] == "production"]
        elif codes[0] in FACTORS:
            edges = self.factor_inputs(codes[0], sectors, regions)
        else:
            edges = [e for e in edges if self.g.edge_role[e] == "good" and self.g.edge_good[e] in self.sectors(codes[0])]
        self.productivity[edges] *= size["factor"]

    def output_tax_shock(self, codes, size):
        g = self.g
        made = np.isin(g.activity_sector, self.sectors(codes[0])) & np.isin(g.activity_region, self.regions(codes[-1]))
        sold = made & (g.activity_kind == "sale")
        if len(codes) == 3:
            names = [g.commodity_name[c].split(",")[0] for c in g.activity_output_commodity]
            self.changed(self.output_tax, sold & np.isin(names, [GOODS[codes[1]]]), size)
            return
        apart = set(zip(g.activity_region[sold], g.activity_sector[sold]))
        whole = np.array([place not in apart for place in zip(g.activity_region, g.activity_sector)])
        self.changed(self.output_tax, sold | (made & whole & (g.activity_kind == "production")), size)

    def factor_tax_shock(self, codes, size):
        sectors = self.sectors(codes[1] if len(codes) == 3 else "all")
        self.changed(self.tax, self.factor_inputs(codes[0], sectors, self.regions(codes[-1])), size)

    def use_tax_shock(self, codes, size):
        users = [codes[1]] if len(codes) == 3 and codes[1] != "all" else ["all", *AGENTS]
        for user in users:
            self.changed(self.tax, self.purchases(self.sectors(codes[0]), user, self.regions(codes[-1])), size)

    def consumption_tax_shock(self, codes, size):
        self.use_tax_shock(["all", "household", codes[0]], size)

    def tariff_shock(self, codes, size):
        exporters = self.regions(codes[1] if len(codes) == 3 else "all")
        self.changed(self.tax, self.flows(self.sectors(codes[0]), exporters, self.regions(codes[-1])), size)

    def export_tax_shock(self, codes, size):
        importers = self.regions(codes[2] if len(codes) == 3 else "all")
        self.changed(self.export_tax, self.flows(self.sectors(codes[0]), self.regions(codes[1]), importers), size)

    def transfer_shock(self, codes, size):
        self.transfer[codes[0], codes[1]] = size["value"]

    def world_price_shock(self, codes, size):
        """ClosureRules.world_prices."""

    # --- conditions -------------------------------------------------------------------------------------------------------------
    def paid(self):
        """Transfers and needs: what contributions to the budgets of households come to."""
        g, s = self.g, self.s
        what = np.array(g.contribution_what, dtype=object)
        residual = [0.0]
        for r in range(len(g.region)):
            agents = np.flatnonzero((g.agent_kind == "household") & (g.agent_region == r))
            mine = (g.contribution_row_kind == "income_balance") & np.isin(g.contribution_row_index, agents)
            due = sum(v * ((to == g.region[r]) - (of == g.region[r])) for (of, to), v in self.transfer.items()) * s.numeraire_price()
            if not self.policy.swap:
                residual.append((s.contribution[mine & (what == "transfer")].sum() - due) / g.agent_income0[agents].sum())
            for h in accounts.households(g, r):
                if h.basket >= 0:
                    residual.append(s.a[h.basket] - self.people[r])
        return residual

    def residuals(self):
        s = self.s
        pairs = {"shock_taxes": (self.tax, s.read("edge_tax")), "shock_export_taxes": (self.export_tax, s.tx),
                 "shock_output_taxes": (self.output_tax, s.read("activity_output_tax")),
                 "shock_endowments": (self.endowment, s.state.get("endowment_factor", np.ones(len(self.endowment)))),
                 "shock_productivity": (self.productivity, s.state.get("edge_productivity", np.ones(len(self.productivity))))}
        found = {name: float(np.max(np.abs(want - have))) for name, (want, have) in pairs.items()}
        return found | {"shock_payments": float(np.max(np.abs(self.paid())))}
