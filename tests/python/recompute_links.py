# SPDX-License-Identifier: Apache-2.0
"""Restricted links, projects and credit limits of one scenario against docs/instruments.md, L3 to L7, L9, C2 and C5."""
import numpy as np

from recompute_permits import variables
from recompute_rules import MarketRules, USD
from study_policy import one_or_more


class LinkRules(MarketRules):
    """What holds for flows between markets, and who is paid for them."""

    def arc(self, name):
        return self.g.arc_name.index(name)

    def column(self, name, arc):
        return float(np.nan_to_num(self.s.read(f"arc_{name}")[self.arc(arc)]))

    def emitted(self, m):
        """Covered emissions of a market; in a full link its part of the pool by benchmark emissions."""
        pool = self.s.read("market_pool") == self.s.read("market_pool")[m]
        scale = self.s.read("market_benchmark_emissions")
        return self.covered[pool].sum() * scale[m] / scale[pool].sum()

    def limit(self, limit, name):
        """Largest flow into a market [Mt]."""
        m = self.market(name)
        if "percent_of_obligation" in limit:
            return limit["percent_of_obligation"] / 100 * self.emitted(m)
        if "percent_of_effort" in limit:
            effort = self.s.read("market_benchmark_emissions")[m] - self.s.read("market_cap_by_region")[m].sum()
            return limit["percent_of_effort"] / 100 * max(0.0, effort)
        return limit.get("mt", np.inf)

    def fee(self, link):
        return link.get("fee", 0) * self.s.numeraire_price()

    def links(self):
        """Wedge of prices, limits and their shadow prices."""
        residual = [0.0]
        for name, link in self.policy.link.items():
            rate = link.get("exchange_rate", 1) / (1 - link.get("cancelled_percent", 0) / 100)
            flow, rent, size = self.column("flow", name), self.column("rent", name), self.before[self.market(link["to"])].sum()
            left = (1 - link.get("proceeds_percent", 0) / 100) * self.price(link["to"])
            wedge = rate * self.price(link["from"]) + self.fee(link) + rent - left
            residual += [wedge / USD if link.get("two_way") else self.pair(wedge, flow, link), self.column("rate", name) - rate]
            for sign, key, into in ((1, "limit", link["to"]), (-1, "back_limit", link["from"])):
                room = self.limit(link.get(key, {}), into) - sign * flow
                shadow = self.column(f"{key}_rent", name)
                residual.append(min(room / size, shadow / USD) if key == "limit" or link.get("two_way") else 0.0)
        return residual

    def credit_limits(self):
        """limit - inflow >= 0 _|_ rent >= 0, the rent in that of all that counts; a limit of zero lets nothing in."""
        residual = [0.0]
        for name, table in self.policy.markets_with("credit_limit").items():
            room = self.limit(table["credit_limit"], name) - self.inflow(name, table["credit_limit"])
            rent = sum(self.exactly_named(f"rent of the credit limit of {name}"))
            residual.append(min(room / self.before[self.market(name)].sum(), rent / USD))
        for name, link in {**self.policy.link, **self.policy.project}.items():
            if name in self.g.arc_name:
                back = self.credit_rent(link["from"], name) if link.get("two_way") else 0.0
                rents = self.credit_rent(link["to"], name) - back
                residual.append((self.column("credit_limit_rent", name) - rents) / USD)
        return residual

    def inflow(self, market, limit):
        """What counts against a credit limit [Mt]: what flows out over two-way links is deducted."""
        mt = self.supplies(market, "offsets") if limit.get("offsets", "of" not in limit) else 0.0
        for name, link in {**self.policy.link, **self.policy.project}.items():
            if name in self.g.arc_name and name in limit.get("of", [name]):
                if link["to"] == market:
                    mt += self.column("flow", name)
                elif link.get("two_way") and link["from"] == market:
                    mt -= self.column("flow", name)
        return mt

    def pair(self, wedge, flow, link):
        """Nothing flows one way where it does not pay; credits are sold as they come, or are worth nothing."""
        if "crediting" in self.policy.market[link["from"]]:
            return min(wedge, self.price(link["from"])) / USD
        return min(wedge / USD, flow)

    def corridors(self):
        """Where permits flow imports don't press the buyer's price below `least`, exports don't raise the seller's above `largest`; a
        rent of the corridor only where its price is met."""
        residual = [0.0]
        for name, link in self.policy.link.items():
            corridor, pair = link.get("corridor", {}), f"{link['from']} > {link['to']}"
            if self.column("flow", name) < 1e-6:
                continue
            for end, distance in (("floor", self.price(link["to"]) - corridor.get("least_buyer_price", 0)),
                                  ("ceiling", corridor.get("largest_seller_price", np.inf) - self.price(link["from"]))):
                rents = variables(self.s, f"rent of the corridor's {end}: {pair}")[2]
                residual.append(min(distance, rents.sum()) / USD)
        return residual

    def parts(self, name):
        """Shares of a market's regions: by caps, in equal parts where it has none."""
        m = self.market(name)
        cap = self.s.read("market_cap_by_region")[m]
        part = cap if cap.sum() > 0 else np.where(self.s.read("market_revenue_agent")[m] >= 0, 1.0, 0.0)
        return part / part.sum()

    # --- projects ------------------------------------------------------------------------------------------------------------------
    def own_market(self, project):
        """The market with permits of the host that is on: the one that the project names where there are several."""
        host, found = self.g.region.index(project["host"]), []
        for name in self.g.market:
            table = self.policy.market[name]
            if name in self.policy.on and "crediting" not in table and "price" not in table and host in self.policy.regions(name, self.g):
                found.append(name)
        found = [name for name in found if name == project.get("host_market", name)]
        assert len(found) < 2 or project.get("buyer_percent", 100) == 100, "the host's market is known"
        return found[0] if found else None

    def credited(self, project):
        """Credits per tonne abated; buyer's part of them."""
        kept = 1 - project.get("cancelled_percent", 0) / 100
        return kept * project.get("credited_percent", 100) / 100, project.get("buyer_percent", 100) / 100

    def project_abatement(self, project, rent):
        """Abatement at what a tonne earns less what its approval costs."""
        issued, part = self.credited(project)
        own = self.own_market(project)
        sold = (1 - project.get("proceeds_percent", 0) / 100) * self.price(project["to"]) - rent
        earned = issued * (part * sold + (1 - part) * (self.price(own) if own else 0))
        region = self.g.region.index(project["host"])
        price = max(0.0, earned - project.get("approval_cost", 0) * self.input_price(region))
        return self.curve(project, price, region)

    def projects(self):
        residual = [0.0]
        for name, project in self.policy.project.items():
            issued, part = self.credited(project)
            flow, rent, own = (self.column(column, name) for column in ("flow", "rent", "limit_rent"))
            abated = self.project_abatement(project, rent)
            room = self.limit(project.get("limit", {}), project["to"]) - flow
            residual += [(flow - issued * part * abated) / project["potential_mt"], min(room, own / USD),
                         (rent - own - self.credit_rent(project["to"], name)) / USD,
                         self.column("rate", name) - 1 / (1 - project.get("cancelled_percent", 0) / 100)]
        return residual

    # --- who pays and who is paid ------------------------------------------------------------------------------------------------
    def inputs(self):
        """Demand for the abatement input of each region: areas under the curves, and approvals."""
        wanted = np.zeros(len(self.g.region))
        for name, table in self.policy.markets_with("offsets").items():
            listed = one_or_more(table["offsets"])
            key = f"offsets of {listed[0]['region']} for {name}"
            for curve, mt in zip(listed, self.exactly(variables(self.s, f"abatement: {key}"), key)):
                wanted[self.g.region.index(curve["region"])] += self.area(curve, mt)
        for name, project in self.policy.project.items():
            mt = self.exactly(variables(self.s, f"abatement: project {name}"), f"project {name}")[0]
            wanted[self.g.region.index(project["host"])] += self.area(project, mt) + project.get("approval_cost", 0) * mt
        bought = np.zeros(len(wanted))
        for c in np.flatnonzero(self.g.contribution_row_kind == "market_clearing"):
            commodity = self.g.contribution_row_index[c]
            if self.g.commodity_kind[commodity] == "abatement":
                bought[self.g.commodity_region[commodity]] -= self.s.contribution[c]
        return (bought - wanted) / np.maximum(wanted, 1)

    @staticmethod
    def area(curve, mt):
        """Under the price as a function of abatement: the numerical integral of xhat (g - 1) over abatement."""
        xhat, nu, potential = curve.get("xhat", 50), curve.get("nu", 1), curve["potential_mt"]
        node, weight = np.polynomial.legendre.leggauss(40)
        quantity = mt * (node + 1) / 2
        return np.sum(weight * xhat * ((1 - quantity / potential) ** (-1 / nu) - 1)) * mt / 2

    def incomes(self):
        """Fees to governments, rents to the owners of allowances, per agent."""
        g, want = self.g, {"permit fee": np.zeros(len(self.g.agent_name)), "permit rent": np.zeros(len(self.g.agent_name))}
        for name, link in self.policy.link.items():
            self.add_link(want, name, link)
        for name, project in self.policy.project.items():
            self.add_project(want, name, project)
        for name, table in self.policy.markets_with("offsets").items():
            self.add_offsets(want, name, one_or_more(table["offsets"]))
        residual = []
        for what, value in want.items():
            mine = (g.contribution_row_kind == "income_balance") & (np.array(g.contribution_what, dtype=object) == what)
            found = np.bincount(g.contribution_row_index[mine], self.s.contribution[mine], len(value))
            residual += list((found - value) / np.maximum(np.abs(value), 1))
        return residual

    def government(self, region):
        return np.flatnonzero((self.g.agent_kind == "government") & (self.g.agent_region == region))[0]

    def pay_owners(self, want, name, value):
        for r, part in enumerate(self.parts(name)):
            if part > 0:
                want[self.s.read("market_revenue_agent")[self.market(name)][r]] += part * value

    def add_link(self, want, name, link):
        flow, to = self.column("flow", name), self.policy.regions(link["to"], self.g)
        levy = self.fee(link) + link.get("proceeds_percent", 0) / 100 * self.price(link["to"])
        if levy > 0:
            region = self.g.region.index(link["fee_region"]) if "fee_region" in link else to[0]
            want["permit fee"][self.government(region)] += levy * flow
        seller = {"seller": 1.0, "shared": 0.5, "buyer": 0.0}[link.get("rent", "buyer")]
        rent = self.column("rent", name) * flow
        self.pay_owners(want["permit rent"], link["from"], seller * rent)
        self.pay_owners(want["permit rent"], link["to"], (1 - seller) * rent)

    def add_project(self, want, name, project):
        flow, rent = self.column("flow", name), self.column("rent", name) * self.column("flow", name)
        for r, part in enumerate(self.parts(project["to"])):
            if part > 0 and "proceeds_percent" in project:
                want["permit fee"][self.government(r)] += part * project["proceeds_percent"] / 100 * self.price(project["to"]) * flow
        seller = {"seller": 1.0, "shared": 0.5, "buyer": 0.0}[project.get("rent", "buyer")]
        host = np.flatnonzero((self.g.agent_kind == "household") & (self.g.agent_region == self.g.region.index(project["host"])))[0]
        want["permit rent"][host] += seller * rent
        self.pay_owners(want["permit rent"], project["to"], (1 - seller) * rent)

    def add_offsets(self, want, name, listed):
        """What the limits leave of the price goes to the owner of the allowances."""
        m, key = self.market(name), f"offsets of {listed[0]['region']} for {name}"
        for curve, mt in zip(listed, self.exactly(variables(self.s, f"abatement: {key}"), key)):
            region = self.g.region.index(curve["region"])
            got = self.input_price(region) * curve.get("xhat", 50) * ((1 - mt / curve["potential_mt"]) ** (-1 / curve.get("nu", 1)) - 1)
            want["permit rent"][self.s.read("market_revenue_agent")[m][region]] += (self.s.tau[m] - got) * mt

    CHECKS = ("links", "corridors", "credit_limits", "projects", "inputs", "incomes")
