# SPDX-License-Identifier: Apache-2.0
"""An independent solution of the model of docs/model.md with SciPy, for studies with one market in a region: nothing here comes from
the C++ code. Unit costs recurse through the nests, demands go back down, and a root finder closes markets, budgets and caps.

    python3 tests/python/gtap_like_model.py STUDY.toml
"""
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from scipy.optimize import root

from gtap_like_data import STOCKS, Study
from gtap_like_nodes import Ces, Flow, Fuel, Good, Payment

FINAL = ("household", "government", "investment")
TAU_SCALE = 100.0  # USD/t in one unit of the vector of unknowns
TOLERANCE = 1e-11  # largest scaled residual of an accepted solution


class Model:
    """The calibrated economy of a study."""

    def __init__(self, study):
        self.study, self.b, self.par = study, study.benchmark, study.parameters
        self.pooled = study.options["armington"] == "pooled"
        self.output = {(r, s): self.b.output(r, s) for r in self.b.regions for s in self.b.role}
        self.output_tax = {cell: self.b.output_tax[cell] / value for cell, value in self.output.items()}
        self.build_trade()
        self.supply = {}  # elasticity and cost node of resources with a supply curve
        self.time = {r: self.b.factor_total(r, "LAB") for r in self.b.regions}
        self.sector = {cell: self.production(*cell) for cell in self.output}
        self.final = {(r, kind): self.final_demand(r, kind) for r in self.b.regions for kind in FINAL}
        self.stocks = [leaf for (r, user, g) in self.b.use if user == STOCKS for leaf in self.purchases(r, user, g)]
        self.list_unknowns()

    # --- trade ---------------------------------------------------------------------------------------------------------------
    def build_trade(self):
        arm, b = self.study.nests["armington"], self.b
        self.pool = {}
        for service, suppliers in b.margin_supply.items():
            inputs = [Good(r, "domestic", service, value) for r, value in suppliers.items()]
            self.pool[service] = Ces(self.par.sigma(arm["margin_pool"], "", service), inputs)
        self.imports, self.composite = {}, {}
        for r in b.regions:
            for g in b.role:
                flows = [Flow(b, key) for key in b.trade if key[1:] == (g, r)]
                if flows:
                    self.imports[r, g] = Ces(self.par.sigma(arm["origins"], r, g), flows)
                if self.pooled:
                    total = {o: b.total(r, g, o) for o in ("domestic", "imported")}
                    inputs = [Good(r, o, g, value) for o, value in total.items() if value != 0]
                    self.composite[r, g] = Ces(self.par.sigma(arm["top"], r, g), inputs)

    def purchases(self, r, user, good, purposes=None):
        """One composite at the averaged tax, or each origin at its own."""
        use = self.b.bought(r, user, good, purposes)
        if not self.pooled:
            return [Good(r, origin, good, value, tax) for origin, (value, tax) in use.items() if value != 0]
        value, tax = (sum(flow[i] for flow in use.values()) for i in (0, 1))
        return [Good(r, "composite", good, value, tax)] if value != 0 else []

    def good_leaf(self, r, user, good, purposes):
        inputs = self.purchases(r, user, good, purposes)
        node = inputs[0] if len(inputs) == 1 else Ces(self.par.sigma(self.study.nests["armington"]["top"], r, good), inputs)
        mt = sum(self.b.co2.get((r, user, good, purpose), 0) for purpose in purposes)
        return Fuel(r, user, node, mt, self.study.options.get("carbon_in_tax_base", False)) if mt else node

    # --- nests ---------------------------------------------------------------------------------------------------------------
    def leaves(self, r, user, tree):
        """What a user buys: leaf name -> node. Purposes that the tree does not name are one with plain use."""
        tokens = {token for nest in tree.values() if isinstance(nest, dict) for token in nest["inputs"]}
        found = {}
        for g in [g for rr, u, g in list(self.b.use) if (rr, u) == (r, user)]:
            named = {p for p in self.b.use[r, user, g] if p and tokens & {f"good:{g}/{p}", f"role:{self.b.role[g]}/{p}"}}
            parts = {f"good:{g}": set(self.b.use[r, user, g]) - named, **{f"good:{g}/{p}": {p} for p in named}}
            found |= {name: self.good_leaf(r, user, g, purposes) for name, purposes in parts.items()
                      if sum(value for value, _ in self.b.bought(r, user, g, purposes).values()) != 0}
        for (rr, s, f), (value, tax) in self.b.payment.items():
            if (rr, s) == (r, user) and value > 0:
                found[f"factor:{f}"] = Payment(r, self.factor_market(r, s, f), value, tax)
        return found

    def factor_market(self, r, s, f):
        return (r, "", f) if self.b.mobility[f] == "mobile" else (r, s, f)

    def names(self, token, tree, leaves):
        """Leaves that an input of a nest stands for."""
        kind, _, word = token.partition(":")
        if word == "rest":
            named = {name for nest in tree.values() if isinstance(nest, dict) for t in nest["inputs"] if not t.endswith(":rest")
                     for name in self.names(t, tree, leaves)}
            return [name for name in leaves if name.startswith(kind[:-1] + ":") and name not in named]
        if kind == "role":
            role, _, purpose = word.partition("/")
            goods = [name[5:].partition("/") for name in leaves if name.startswith("good:")]
            return [f"good:{g}{slash}{p}" for g, slash, p in goods if (self.b.role[g], p) == (role, purpose)]
        if kind == "factors":
            return [name for name in leaves if name.startswith("factor:") and self.b.mobility[name[7:]] == word]
        return [token] if token in leaves else []

    def nest(self, tree, name, leaves, cell):
        """The node of a nest; None where the user buys none of its inputs, the input itself where it is the only one."""
        inputs = []
        for token in tree[name]["inputs"]:
            below = [self.nest(tree, token, leaves, cell)] if token in tree else [leaves[n] for n in self.names(token, tree, leaves)]
            inputs += [node for node in below if node is not None]
        if len(inputs) < 2:
            return inputs[0] if inputs else None
        sigma = tree[name]["sigma"]
        return Ces(0, inputs) if sigma == "resource_supply" else Ces(self.par.sigma(sigma, *cell), inputs)

    def production(self, r, s):
        trees = self.study.nests["production"].values()
        pattern = next(p for p in (s, f"role:{self.b.role[s]}", "*") if any(p in tree["applies_to"] for tree in trees))
        tree = next(tree for tree in trees if pattern in tree["applies_to"])
        top = self.nest(tree, tree["top"], self.leaves(r, s, tree), (r, s))
        if tree[tree["top"]]["sigma"] == "resource_supply":
            self.set_resource(top, r, s)
        return top

    def set_resource(self, top, r, s):
        resource = next(node for node in top.inputs if isinstance(node, Payment) and self.b.mobility[node.market[2]] == "specific")
        eta = self.par.value("supply_elasticity", r, s)
        if self.study.options["resources"] == "constant_elasticity":
            self.supply[resource.market] = (eta, next(node for node in top.inputs if node is not resource))
        else:
            theta = resource.value / top.value
            top.sigma = eta * theta / (1 - theta)

    def final_demand(self, r, kind):
        tree = self.study.nests[kind]
        top = tree[tree["top"]]
        leaves = self.leaves(r, kind, tree)
        leisure = next((token[8:] for token in top["inputs"] if token.startswith("leisure:")), None)
        if not leisure:
            return self.nest(tree, tree["top"], leaves, (r, ""))
        goods = self.nest(tree, next(token for token in top["inputs"] if token in tree), leaves, (r, ""))
        hours = self.b.factor_total(r, leisure) * self.par.value("leisure_ratio", r)
        if hours == 0:
            return goods
        self.time[r] += hours
        return Ces(self.par.sigma(top["sigma"], r), [goods, Payment(r, (r, "", leisure), hours)])

    def goods(self, r):
        """The household's consumption of goods."""
        top = self.final[r, "household"]
        return top.inputs[0] if any(isinstance(node, Payment) for node in top.inputs) else top

    # --- unknowns ------------------------------------------------------------------------------------------------------------
    def list_unknowns(self):
        self.factors = {}  # market -> benchmark quantity
        for (r, s, f), (value, _) in self.b.payment.items():
            market = self.factor_market(r, s, f)
            self.factors[market] = self.factors.get(market, 0) + value
        for r in self.b.regions:
            self.factors[r, "", "LAB"] = self.time[r]
        self.cells = list(self.output)
        self.count = 2 * len(self.cells) + len(self.factors) + len(self.b.regions)
        self.unemployment0 = {r: rule["unemployment_percent"] / 100 for r, rule in self.study.labour.items()}

    def solve(self, scenario):
        """The equilibrium of a scenario. A cap binds where emissions would be above it and its price is not negative."""
        pools, fixed = self.study.pools(scenario), self.study.fixed_unemployment(scenario)
        binding = [False] * len(pools)
        while True:
            x = np.concatenate([np.zeros(self.count + len(self.unemployment0) + len(fixed)), [0.1 if on else 0 for on in binding]])
            x = root(lambda x: Equilibrium(self, pools, x, fixed).residuals(binding), x, method="hybr", options={"xtol": 1e-14}).x
            e = Equilibrium(self, pools, x, fixed)
            residual = np.max(np.abs(e.residuals(binding)))
            assert residual < TOLERANCE, (scenario, residual)
            assert all(e.factor_price[market] > 0.01 * costs.cost for market, (_, costs) in self.supply.items()), "no idle resources here"
            now = [price >= 0 if on else e.pool_slack(p) < 0 for p, (on, price) in enumerate(zip(binding, e.pool_price))]
            if now == binding:
                return e
            binding = now


class Equilibrium:
    """All conditions at one vector of unknowns: log prices of goods and factors, log levels, log utility, the log of unemployment
    relative to the benchmark where there is a labour rule, changes of labour taxes that are set free, permit prices."""

    def __init__(self, model, pools, x, fixed_unemployment=None):
        self.m, self.pools, self.fixed_unemployment = model, pools, fixed_unemployment or {}
        goods, factors = len(model.cells), len(model.factors)
        value = np.exp(x[:model.count])
        self.price = {("domestic", *cell): p for cell, p in zip(model.cells, value)}
        self.level = dict(zip(model.cells, value[goods:]))
        self.factor_price = dict(zip(model.factors, value[2 * goods:]))
        self.utility = dict(zip(model.b.regions, value[2 * goods + factors:]))
        free = model.count + len(model.unemployment0)
        self.unemployment = {r: u0 * np.exp(v) for (r, u0), v in zip(model.unemployment0.items(), x[model.count:free])}
        self.tax_change = {(r, "", "LAB"): v for r, v in zip(self.fixed_unemployment, x[free:])}
        self.pool_price = TAU_SCALE * x[free + len(self.fixed_unemployment):]
        self.tau = {model.study.markets[name].region: (name, price) for pool, price in zip(pools, self.pool_price) for name, _ in pool}
        self.bought, self.factor_demand, self.tax, self.real_gdp = (defaultdict(float) for _ in range(4))
        self.co2, self.covered = defaultdict(float), defaultdict(float)
        self.unit_costs()
        self.demands()
        self.budgets()

    def charged(self, region, user):
        """Permit price times covered share."""
        name, tau = self.tau.get(region, (None, 0))
        return tau * self.m.study.markets[name].share.get(user, 0) if name else 0

    def emit(self, region, user, mt, covered=None):
        self.co2[region] += mt
        name, _ = self.tau.get(region, (None, 0))
        if name:
            self.covered[name] += self.m.study.markets[name].share.get(user, 0) * mt if covered is None else covered

    def unit_costs(self):
        m = self.m
        for service, node in m.pool.items():
            self.price["pool", "", service] = node.evaluate(self)
        for (r, g), node in m.imports.items():
            self.price["imported", r, g] = node.evaluate(self)
        for (r, g), node in m.composite.items():
            self.price["composite", r, g] = node.evaluate(self)
        self.abatement = {r: self.abatement_input(r) for r in m.b.regions}
        self.profit = {cell: self.log_profit(cell) for cell in m.cells}
        for node in (*m.final.values(), *m.stocks):
            node.evaluate(self)
        self.consumer_price = {r: m.goods(r).cost for r in m.b.regions}  # nodes keep the costs of the last evaluation only

    def abatement_input(self, r):
        """Cobb-Douglas in the mobile factors, with the shares of what sectors use: price and shares."""
        m = self.m
        used = {f: m.b.factor_total(r, f) for f, mobility in m.b.mobility.items() if mobility == "mobile"}
        shares = {f: value / sum(used.values()) for f, value in used.items()}
        return np.exp(sum(share * np.log(self.factor_price[r, "", f]) for f, share in shares.items())), shares

    def process(self, cell):
        """Per unit of output: permits and abatement [USD], covered and all emissions [t], abatement input."""
        r, s = cell
        mt = self.m.b.co2.get((r, s, "process", ""), 0)
        name, tau = self.tau.get(r, (None, 0))
        if not mt:
            return 0, 0, 0, 0
        share = self.m.study.markets[name].share.get(s, 0) if name else 0
        eps, p_b = mt / self.m.output[cell], self.abatement[r][0]
        xhat, nu = self.m.par.value("process_xhat", r, s), self.m.par.value("process_nu", r, s)
        x = tau / p_b
        growth = 1 + x / xhat
        k = eps * xhat * (np.log(growth) if nu == 1 else (growth ** (1 - nu) - 1) / (1 - nu))
        intensity = eps * growth**-nu
        return share * p_b * k, share * intensity, share * intensity + (1 - share) * eps, share * (k - x * intensity)

    def log_profit(self, cell):
        keep = 1 - self.m.output_tax[cell]
        u = self.price["domestic", *cell] * keep - self.process(cell)[0]
        return np.log(u / keep) - np.log(self.m.sector[cell].evaluate(self))

    def demands(self):
        m = self.m
        for cell in m.cells:
            r, s = cell
            m.sector[cell].demand(self, self.level[cell])
            quantity = m.output[cell] * self.level[cell]
            self.tax[r] += m.output_tax[cell] * self.price["domestic", *cell] * quantity
            _, covered, emitted, abatement = self.process(cell)
            self.emit(r, s, emitted * quantity, covered * quantity)
            p_b, shares = self.abatement[r]
            for f, share in shares.items():
                self.factor_demand[r, "", f] += abatement * quantity * share * p_b / self.factor_price[r, "", f]
        for (r, kind), node in m.final.items():
            node.demand(self, self.utility[r] if kind == "household" else 1)
        for leaf in m.stocks:
            leaf.demand(self, 1)
            self.real_gdp[leaf.region] += leaf.value
        for r in m.b.regions:
            for kind in FINAL:
                node, scale = (m.goods(r), self.goods_scale(r)) if kind == "household" else (m.final[r, kind], 1)
                self.real_gdp[r] += final_volume(node, scale)
        self.trade()

    def goods_scale(self, r):
        top, goods = self.m.final[r, "household"], self.m.goods(r)
        return self.utility[r] * (top.cost / goods.cost) ** top.sigma if top is not goods else self.utility[r]

    def trade(self):
        """From composites to imports, from trade to the pools, from these to their suppliers."""
        m = self.m
        for kind, table in (("composite", m.composite), ("imported", m.imports)):
            for (r, g), node in table.items():
                node.demand(self, self.bought[kind, r, g] / node.value)
        for service, node in m.pool.items():
            scale = self.bought["pool", "", service] / node.value
            node.demand(self, scale)
            for supplier in node.inputs:
                self.real_gdp[supplier.region] += supplier.quantity * scale * (node.cost / supplier.cost) ** node.sigma

    def budgets(self):
        """Income and spending of a region's three agents together, and of its household: lump sum and saving drop out."""
        m = self.m
        self.income, self.supply = defaultdict(float), {}
        for market, quantity in m.factors.items():
            r, s, f = market
            if m.b.mobility[f] == "sluggish":
                quantity = self.transformed(market)
            if market in m.supply:
                eta, costs = m.supply[market]
                quantity *= (self.price["domestic", r, s] / costs.cost) ** eta
            if f == "LAB" and r in self.unemployment:
                quantity *= (1 - self.unemployment[r]) / (1 - m.unemployment0[r])
            self.supply[market] = quantity
            self.income[r] += self.factor_price[market] * quantity
        for r in m.b.regions:
            self.income[r] += self.tax[r]
        for (source, _), (target, _), value in m.b.transfers:
            self.income[source] -= value
            self.income[target] += value
        for pool, tau in zip(self.pools, self.pool_price):
            for name, cap in pool:
                self.income[m.study.markets[name].region] += tau * cap
        self.spending = {r: sum(node.cost * node.value * (self.utility[r] if kind == "household" else 1)
                                for (rr, kind), node in m.final.items() if rr == r) for r in m.b.regions}
        for leaf in m.stocks:
            self.spending[leaf.region] += leaf.cost * leaf.value

    def transformed(self, market):
        """Supply of a sluggish factor to one sector, CET."""
        r, s, f = market
        eta = self.m.par.value("transformation_elasticity", r)
        parts = {key: value for key, value in self.m.factors.items() if key[0] == r and key[2] == f}
        total = sum(parts.values())
        index = sum(value / total * self.factor_price[key] ** (1 + eta) for key, value in parts.items()) ** (1 / (1 + eta))
        return parts[market] * (self.factor_price[market] / index) ** eta

    def pool_slack(self, p):
        return sum(cap - self.covered[name] for name, cap in self.pools[p])

    def residuals(self, binding):
        m = self.m
        weight = {r: m.goods(r).value for r in m.b.regions}
        numeraire = sum(weight[r] * self.consumer_price[r] for r in weight) / sum(weight.values()) - 1
        parts = list(self.profit.values())
        parts += [self.bought["domestic", *cell] / m.output[cell] - self.level[cell] for cell in m.cells]
        parts += [(self.factor_demand[key] - self.supply[key]) / quantity for key, quantity in m.factors.items()]
        parts += [self.income[r] / self.spending[r] - 1 for r in m.b.regions[1:]] + [numeraire]  # the first budget follows: Walras
        parts += [self.labour_rule(r) for r in self.unemployment]
        parts += [self.unemployment[r] - rate for r, rate in self.fixed_unemployment.items()]
        parts += [self.pool_slack(p) / sum(cap for _, cap in pool) if on else price / TAU_SCALE
                  for p, (pool, price, on) in enumerate(zip(self.pools, self.pool_price, binding))]
        return np.array(parts)

    def labour_rule(self, r):
        """The real wage as unemployment makes it, or as the law has it; where a minimum wage stands unemployment is above 0 here."""
        rule, real_wage = self.m.study.labour[r], self.factor_price[r, "", "LAB"] / self.consumer_price[r]
        if rule["rule"] == "wage_curve":
            return np.log(real_wage) + rule["elasticity"] * np.log(self.unemployment[r] / self.m.unemployment0[r])
        return np.log(real_wage / rule["minimum"])

    def walras(self):
        r = self.m.b.regions[0]
        return self.income[r] / self.spending[r] - 1


def final_volume(node, scale):
    """Value of the goods below a node at benchmark user prices; burnt fuels and composites count as one good."""
    if not isinstance(node, Ces) or all(isinstance(part, Good) and part.key[0] != "composite" for part in node.inputs):
        return node.value * scale
    return sum(final_volume(part, scale * (node.cost / part.cost) ** node.sigma) for part in node.inputs)


def indicators(now, utility0):
    """Indicators of docs/results.md by name and key; `utility0` by region: of the reference."""
    m = now.m
    market_price = {name: tau for name, tau in now.tau.values()}
    return {
        "carbon_price": market_price,  # of the markets that are on
        "output": {cell: m.output[cell] * now.level[cell] for cell in m.cells},
        "gdp": dict(now.real_gdp),
        "welfare_ev": {r: m.final[r, "household"].value * (now.utility[r] - utility0[r]) for r in m.b.regions},
        "consumer_price": now.consumer_price,
        "co2": dict(now.co2),
        "unemployment": {r: 100 * u for r, u in now.unemployment.items()},
        "permit_imports": {r: sum(now.covered[name] - cap for pool in now.pools if len(pool) > 1 for name, cap in pool
                                  if m.study.markets[name].region == r) for r in m.b.regions},
    }


def solve_study(path, options=None, elasticities=None, variant=None):
    """Indicators of every scenario, and how far the budget that was left out is from balance. The first scenario is the reference;
    `options` and `elasticities` go before those of the file."""
    model = Model(Study(Path(path), options, elasticities, variant))
    solved = {scenario: model.solve(scenario) for scenario in model.study.table["scenario"]}
    utility0 = next(iter(solved.values())).utility
    return ({scenario: indicators(now, utility0) for scenario, now in solved.items()},
            {scenario: now.walras() for scenario, now in solved.items()})


if __name__ == "__main__":
    for scenario_name, table in solve_study(sys.argv[1])[0].items():
        print(scenario_name, table["carbon_price"], table["welfare_ev"], table["gdp"])
