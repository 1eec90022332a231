# SPDX-License-Identifier: Apache-2.0
"""Permit markets, taxes, standards, allocation, collars, offsets and crediting of one scenario against docs/instruments.md: what the
study states (study_policy.py) must hold for the prices and quantities in /state. Each check gives residuals that must be zero."""
import numpy as np

import recompute_accounts as accounts
import recompute_emissions as emissions
from recompute_permits import of_kind, variables
from study_policy import of_region, of_sector, one_or_more

USD = 100.0  # natural size of permit prices


class MarketRules:
    """What holds in the permit markets of one scenario."""

    def __init__(self, s, ref, policy):
        self.s, self.ref, self.policy, self.g = s, ref, policy, s.graph
        self.before, self.covered = emissions.covered_at_benchmark(s), emissions.covered(s)
        self.user = emissions.users(self.g)
        self.value0 = self.g.edge_quantity0

    def market(self, name):
        return self.g.market.index(name)

    def price(self, name):
        return self.s.tau[self.market(name)]

    def is_twin(self, n):
        return ", credited" in self.g.activity_name[n]

    # --- coverage and caps ----------------------------------------------------------------------------------------------------
    def covers(self, name, table):
        """Per edge whether a market covers its direct emissions, and which share."""
        g, share = self.g, np.zeros(len(self.g.edge_activity))
        regions = self.policy.regions(name, g)
        sectors = self.policy.sectors(table.get("sectors", []), g)
        fuels = self.policy.sectors(table.get("fuels", "all"), g)
        wanted = {s: of_sector(table.get("share", 1), None, g.sector[s], 1) for s in sectors}
        for kind, user in (("households", g.n_sectors), ("government", g.n_sectors + 1)):
            if table.get(kind):
                wanted[user] = table.get("share", 1) if not isinstance(table.get("share"), dict) else 1
        for e in np.unique(g.emission_edge):
            user, n = self.user[g.edge_activity[e]], g.edge_activity[e]
            if g.edge_region[e] in regions and user in wanted and g.edge_good[e] in fuels and self.is_twin(n) == ("crediting" in table):
                share[e] = wanted[user]
        return share

    def coverage(self):
        """Charged coefficient = share x physical coefficient of the uses that the study names, indirect ones apart."""
        g, residual = self.g, [0.0]
        physical = np.bincount(g.emission_edge, g.emission_physical, len(g.edge_activity))
        for name in self.policy.on:
            table, m = self.policy.market[name], self.market(name)
            mine = (g.charged_market == m) & (physical[g.charged_edge] > 0)
            charged = np.bincount(g.charged_edge[mine], self.s.kappa[mine], len(physical))
            want = physical * self.covers(name, table)
            residual += list((charged - want) / np.maximum(physical, 1e-12) * (physical > 0))
        return residual

    def indirect(self):
        """Electricity that others than power stations buy: share x grid_factor x CO2 of generation per output. Without trade in it."""
        g, residual = self.g, [0.0]
        for name, table in self.policy.markets_with("indirect").items():
            power = g.sector.index("ELE") if "ELE" in g.sector else -1
            mine = np.flatnonzero((g.charged_market == self.market(name)) & (g.edge_good[g.charged_edge] == power) & (self.s.kappa > 0))
            if np.any((g.edge_role == "origin") & (g.edge_good == power)):
                continue
            factor = table["indirect"]["grid_factor"] if isinstance(table["indirect"], dict) else 1
            for i in mine:
                e = g.charged_edge[i]
                user = self.user[g.edge_activity[e]]
                share = of_sector(table.get("share", 1), None, g.sector[user], 1) if user < len(g.sector) else 1
                residual.append(self.s.kappa[i] / (share * factor * self.grid_intensity(g.edge_region[e], power)) - 1)
            users = {self.user[g.edge_activity[g.charged_edge[i]]] for i in mine}
            wanted = set(self.policy.sectors(table.get("sectors", []), g)) - {power} & users
            residual.append(float(power in users or not wanted <= users or not users))
        return residual

    def grid_intensity(self, region, power):
        """CO2 of power generation per unit of its output at the benchmark."""
        g = self.g
        here = (self.user[g.edge_activity[g.emission_edge]] == power) & (g.edge_region[g.emission_edge] == region)
        mt = np.sum(g.emission_physical[here] * self.value0[g.emission_edge[here]])
        return mt / g.activity_quantity0[self.production(region, power)]

    def process_coverage(self):
        """Cement, steel, chemicals: the covered share of the process, or all of it under a tax."""
        g, residual = self.g, [0.0]
        for i, n in enumerate(g.process_activity):
            shares = {}
            for name in self.policy.on:
                table = self.policy.market[name]
                named = g.activity_sector[n] in self.policy.sectors(table.get("sectors", []), g)
                here = g.activity_region[n] in self.policy.regions(name, g)
                if named and here and table.get("process", True) and self.is_twin(n) == ("crediting" in table):
                    shares[name] = of_sector(table.get("share", 1), None, g.sector[g.activity_sector[n]], 1)
            mine = self.s.charges.mine("process") & self.s.charges.on & (g.charge_owner == i)
            found = {g.market[g.charge_market[c]]: self.s.charges.coefficient[c] for c in np.flatnonzero(mine)}
            residual.append(float(set(found) != set(shares)))
            residual += [found[m] - shares[m] for m in shares if m in found]
        return residual

    def cap_of(self, name, region):
        """Permits in Mt by the rule of the cap, without those per GDP."""
        cap, before = self.policy.market[name].get("cap", {}), self.before[self.market(name)][self.g.region.index(region)]
        if "mt" in cap:
            return of_region(cap["mt"], region)
        if "percent_of_benchmark" in cap:
            return before * of_region(cap["percent_of_benchmark"], region) / 100
        if "reduction_percent" in cap:
            base = of_region(cap["of_mt"], region) if "of_mt" in cap else before
            return base * (1 - of_region(cap["reduction_percent"], region) / 100)
        return 0.0

    def caps(self):
        found, residual = self.s.read("market_cap_by_region"), [0.0]
        for name in self.policy.on:
            m = self.market(name)
            for r in self.policy.regions(name, self.g):
                size = max(self.before[m][r], 1e-9)
                residual.append((found[m][r] - self.cap_of(name, self.g.region[r])) / size)
        return residual

    def caps_per_gdp(self):
        """Permits relative to those at the benchmark = real GDP of the results relative to the benchmark."""
        residual, growth = [0.0], accounts.gdp(self.s) / accounts.gdp(self.ref)
        for name, table in self.policy.markets_with("cap").items():
            if "per_gdp_reduction_percent" not in table["cap"]:
                continue
            for r in self.policy.regions(name, self.g):
                cut = of_region(table["cap"]["per_gdp_reduction_percent"], self.g.region[r])
                mine = self.supplies(name, "cap per GDP", r)
                residual.append(mine / (self.before[self.market(name)][r] * (1 - cut / 100)) - growth[r])
        return residual

    def supplies(self, name, kind, region=None):
        g = self.g
        mine = np.array([k == kind for k in g.supply_kind], bool) & (g.supply_market == self.market(name))
        if region is not None:
            mine &= g.supply_region == region
        return self.s.supply[mine].sum()

    def carbon_taxes(self):
        return [(self.price(name) - table["price"] * self.s.numeraire_price()) / USD
                for name, table in self.policy.markets_with("price").items()]

    # --- permits by output ------------------------------------------------------------------------------------------------------
    def production(self, region, sector, twin=False):
        g = self.g
        found = [n for n in np.flatnonzero(g.activity_kind == "production")
                 if g.activity_region[n] == region and g.activity_sector[n] == sector and self.is_twin(n) == twin]
        return found[0]

    def intensity0(self, name, region, sector):
        """Covered emissions of a sector per unit of output at the benchmark [t/USD]; of its twin where it may opt in."""
        g, m, s = self.g, self.market(name), self.s
        twin = "crediting" in self.policy.market[name]
        def of_sector_here(n):
            return (self.user[n] == sector) & (g.activity_region[n] == region) & (np.array([self.is_twin(k) for k in n]) == twin)
        mine = (g.charged_market == m) & of_sector_here(g.edge_activity[g.charged_edge])
        mt = np.sum(s.kappa[mine] * self.value0[g.charged_edge[mine]])
        n = self.production(region, sector, twin)
        of_process = s.charges.mine("process") & (g.charge_activity == n) & (g.charge_market == m)
        mt += np.sum(s.charges.coefficient[of_process] * g.process_intensity0[g.charge_owner[of_process]]) * g.activity_quantity0[n]
        return mt / g.activity_quantity0[n]

    def rates(self, name, relative, absolute=None, sectors=None, default=None, per_unit=None):
        """(region, sector, permits per output) by a table of rates; technologies that it names stand beside their sector."""
        g, found = self.g, []
        listed = self.policy.sectors(sectors or self.policy.market[name].get("sectors", []), g)
        stated = next((table for table in (relative, absolute, per_unit) if isinstance(table, dict)), {})
        codes = [code for key, value in stated.items() for code in (key, *(value if isinstance(value, dict) else ()))]
        listed = listed + [g.sector.index(code) for code in dict.fromkeys(codes) if "." in code and g.sector.index(code) not in listed]
        for r in self.policy.regions(name, g):
            for sector in listed:
                if absolute is not None:
                    rate = of_sector(absolute, g.region[r], g.sector[sector])
                    n = self.production(r, sector)
                    rate = None if rate is None else rate / 1e6 * accounts.output0(self.s)[n] / g.activity_quantity0[n]
                elif per_unit is not None:
                    rate = of_sector(per_unit, g.region[r], g.sector[sector])
                    rate = None if rate is None else rate * self.content_of(r, sector)
                else:
                    part = of_sector(relative, g.region[r], g.sector[sector], default)
                    rate = None if part is None else part * self.intensity0(name, r, sector)
                if rate is not None:
                    found.append((r, sector, rate))
        return found

    def content_of(self, region, sector):
        """TWh, Mt or PJ of a million USD at benchmark prices."""
        g = self.g
        return next(c for r, j, c in zip(g.volume_region, g.volume_good, g.volume_content) if (r, j) == (region, sector))

    def output(self, n):
        return self.g.activity_quantity0[n] * self.s.a[n]

    def standards(self):
        residual = [0.0]
        for name, table in self.policy.markets_with("standard").items():
            standard = table["standard"]
            kept = rescaled(standard.get("reduction_percent"), lambda cut: 1 - cut / 100)
            rates = self.rates(name, kept, standard.get("t_per_musd"), per_unit=standard.get("t_per_unit"))
            want = sum(rate * self.output(self.production(r, j)) for r, j, rate in rates)
            residual.append(self.supplies(name, "performance standard") / want - 1)
            residual += self.earned(name, rates, "performance standard", 1.0)
        return residual

    def earned(self, name, rates, kind, factor, twin=False):
        """beta of each sector as the unit revenue has it."""
        g, m, residual = self.g, self.market(name), []
        for r, j, rate in rates:
            n = self.production(r, j, twin)
            mine = self.s.charges.mine("output") & (g.charge_owner == n) & (g.charge_market == m)
            residual.append(-np.sum(self.s.charges.tonnes[mine]) / (factor * rate) - 1)
        return residual

    def allocation(self):
        """phi = min(1, cap / entitlement), or the free part of the cap / entitlement, and sectors earn phi beta."""
        residual = [0.0]
        for name, table in self.policy.markets_with("allocation").items():
            allocation = table["allocation"]
            part = allocation.get("free_percent_of_cap", 100) / 100
            if "output_based" not in allocation:
                residual += self.free_permits(name, part)
                continue
            if allocation["output_based"] == "eite":
                continue  # which sectors: tests/model/trade_exposure_test.cpp
            percent = rescaled(allocation.get("benchmark_percent", 100), lambda value: value / 100)
            rates = self.rates(name, percent, allocation.get("t_per_musd"), allocation["output_based"], 1.0)
            for r in self.policy.regions(name, self.g):
                mine = [rate for rate in rates if rate[0] == r]
                entitled = sum(rate * self.output(self.production(r, j)) for _, j, rate in mine)
                factor = part * self.s.read("market_cap_by_region")[self.market(name)][r] / entitled
                if "free_percent_of_cap" not in allocation:
                    factor = min(1.0, factor)
                residual += self.earned(name, mine, "output-based allocation", factor)
        return residual

    def free_permits(self, name, part):
        """Households get that part of the cap at the permit price, from whoever receives the rest."""
        g, m, residual = self.g, self.market(name), []
        mine = (g.contribution_row_kind == "income_balance") & (np.array(g.contribution_what, dtype=object) == "free allocation")
        found = np.bincount(g.contribution_row_index[mine], self.s.contribution[mine], len(g.agent_name))
        for r in self.policy.regions(name, g):
            mt, owner = part * self.s.read("market_cap_by_region")[m][r], self.s.read("market_revenue_agent")[m][r]
            residual.append(self.s.read("market_free_by_region")[m][r] / mt - 1)
            value = mt * self.s.tau[m] if g.agent_kind[owner] == "government" else 0.0
            residual.append((found[owner] + value) / max(value, 1.0))
            residual.append(np.sum(found[(g.agent_kind == "household") & (g.agent_region == r)]) / max(value, 1.0) - min(value, 1.0))
        return residual

    # --- collars, offsets, credits -------------------------------------------------------------------------------------------------
    def collars(self):
        """The price is the floor (ceiling) where permits are kept back (released), and beyond it only where no more can be."""
        residual, numeraire = [0.0], self.s.numeraire_price()
        withheld, released = -of_kind(self.s, "permits kept back"), of_kind(self.s, "permits released")
        for name in self.policy.on:
            table, m = self.policy.market[name], self.market(name)
            cap, size = self.s.read("market_cap_by_region")[m].sum(), max(self.before[m].sum(), 1e-9)
            if "floor" in table:
                above = (self.s.tau[m] - table["floor"] * numeraire) / USD
                auctioned = 100 - table.get("allocation", {}).get("free_percent_of_cap", 0)
                left = (table.get("auctioned_percent", auctioned) / 100 * cap - withheld[m]) / size
                residual.append(min(above, withheld[m] / size) if above > 0 else min(-above, left))
            if "ceiling" in table:
                below = (table["ceiling"] * numeraire - self.s.tau[m]) / USD
                left = (table.get("reserve_mt", np.inf) - released[m]) / size
                residual.append(min(below, released[m] / size) if below > 0 else min(-below, left))
        return residual

    def offsets(self):
        """o = potential (1 - g^-nu), g = 1 + (tau - rents)/(p_b xhat); rents where a limit binds."""
        residual = [0.0]
        for name, table in self.policy.markets_with("offsets").items():
            listed = one_or_more(table["offsets"])
            mt = variables(self.s, f"abatement: offsets of {listed[0]['region']} for {name}")
            for curve, found in zip(listed, self.exactly(mt, f"offsets of {listed[0]['region']} for {name}")):
                residual += self.offset_supply(name, curve, found)
        return residual

    def exactly(self, found, name):
        """Values of the variables with exactly this name behind the colon: markets may have names that begin alike."""
        return [v for i, v in zip(found[0], found[2]) if self.g.variable_name[i].split(": ", 1)[1] == name]

    def offset_supply(self, name, curve, mt):
        m, g = self.market(name), self.g
        pool = self.s.read("market_pool") == self.s.read("market_pool")[m]
        scale = self.s.read("market_benchmark_emissions")
        emitted = self.covered[pool].sum() * scale[m] / scale[pool].sum()
        limit = min(curve.get("max_mt", np.inf), curve.get("max_percent_of_obligation", np.inf) / 100 * emitted)
        free = self.curve(curve, self.s.tau[m] - self.credit_rent(name), g.region.index(curve["region"]))
        return [(mt - min(free, limit)) / curve["potential_mt"]]

    def credit_rent(self, name, flow=None):
        """Shadow price of a market's credit limit for a link or a project, or for its offsets (None); 0 where they don't count."""
        limit = self.policy.market[name].get("credit_limit")
        if limit is None or not (flow in limit.get("of", [flow]) if flow else limit.get("offsets", "of" not in limit)):
            return 0.0
        return float(sum(self.exactly_named(f"rent of the credit limit of {name}")))

    def exactly_named(self, name):
        index, _, value = variables(self.s, name)
        return [v for i, v in zip(index, value) if self.g.variable_name[i] == name]

    def curve(self, curve, price, region):
        """Abatement at a price by docs/instruments.md, P10."""
        relative = 1 + price / (self.input_price(region) * curve.get("xhat", 50))
        return curve["potential_mt"] * (1 - relative ** -curve.get("nu", 1))

    def input_price(self, region):
        """Of the abatement input of a region."""
        return self.s.p[(self.g.commodity_kind == "abatement") & (self.g.commodity_region == region)][0]

    def crediting(self):
        """Baseline x output of the twin; the price of support; no twin runs where its market is off."""
        residual, g = [0.0], self.g
        for name, table in self.policy.markets_with("crediting").items():
            crediting = table["crediting"]
            percent = rescaled(crediting.get("baseline_percent"), lambda value: value / 100)
            rates = self.rates(name, percent, crediting.get("baseline_t_per_musd"))
            want = 0.0
            for r, j, rate in rates:
                original, twin = self.production(r, j), self.production(r, j, twin=True)
                share = self.s.a[twin] / (self.s.a[original] + self.s.a[twin]) if crediting.get("absolute") else self.s.a[twin]
                want += rate * g.activity_quantity0[twin] * share
                tax, fee = self.s.read("activity_output_tax"), 1e-6  # of its revenue, by which a twin that gains nothing stays idle
                residual.append((tax[twin] - tax[original] - fee * (1 - tax[original])) / fee)
            size = sum(rate * g.activity_quantity0[self.production(r, j)] for r, j, rate in rates)
            residual.append((self.supplies(name, "crediting") - want) / size)
            if "support_price" in crediting:
                residual.append((self.price(name) - crediting["support_price"] * self.s.numeraire_price()) / USD)
        return residual

    CHECKS = ("coverage", "indirect", "process_coverage", "caps", "caps_per_gdp", "carbon_taxes", "standards", "allocation", "collars", "offsets",
              "crediting")

    def residuals(self):
        return {name: float(np.max(np.abs(getattr(self, name)()), initial=0.0)) for name in self.CHECKS}


def rescaled(value, change):
    """A rate, or a table of rates, on another scale."""
    if value is None:
        return None
    if isinstance(value, dict):
        return {key: rescaled(item, change) for key, item in value.items()}
    return change(value)
