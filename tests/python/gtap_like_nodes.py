# SPDX-License-Identifier: Apache-2.0
"""Inputs of gtap_like_model.py: what a unit of each costs relative to the benchmark, and what its demand adds to the accounts of an
equilibrium `e`. Formulas: docs/model.md, sections 2 to 5."""
import numpy as np


class Ces:
    """Calibrated share form: `cost` relative to the benchmark, `value` at benchmark user prices."""

    def __init__(self, sigma, inputs):
        self.sigma, self.inputs = sigma, inputs
        self.value = sum(node.value for node in inputs)
        self.shares = [node.value / self.value for node in inputs]

    def evaluate(self, e):
        prices = [node.evaluate(e) for node in self.inputs]
        if self.sigma == 1:
            self.cost = np.exp(sum(share * np.log(price) for share, price in zip(self.shares, prices)))
        else:
            power = 1 - self.sigma
            self.cost = sum(share * price**power for share, price in zip(self.shares, prices)) ** (1 / power)
        return self.cost

    def demand(self, e, scale):
        """`scale`: quantity relative to the benchmark."""
        for node in self.inputs:
            node.demand(e, scale * (self.cost / node.cost) ** self.sigma)


class Payment:
    """A factor that a sector hires, or leisure (no tax)."""

    def __init__(self, region, market, value, tax=0.0):
        self.region, self.market, self.quantity, self.rate = region, market, value, tax / value
        self.value = value + tax

    def evaluate(self, e):
        self.wage, self.paid_rate = e.factor_price[self.market], self.rate + e.tax_change.get(self.market, 0.0)
        self.cost = self.wage * (1 + self.paid_rate) / (1 + self.rate)
        return self.cost

    def demand(self, e, scale):
        e.factor_demand[self.market] += self.quantity * scale
        e.tax[self.region] += self.paid_rate * self.wage * self.quantity * scale


class Good:
    """A domestic good, an import bundle or a composite of both, bought at `price_of` with a tax."""

    def __init__(self, region, kind, good, value, tax=0.0):
        self.region, self.key, self.quantity, self.rate = region, (kind, region, good), value, tax / value
        self.value = value + tax

    def evaluate(self, e):
        self.cost = e.price[self.key]
        return self.cost

    def demand(self, e, scale):
        e.bought[self.key] += self.quantity * scale
        e.tax[self.region] += self.rate * self.cost * self.quantity * scale


class Fuel:
    """A good that is burnt: permits are part of its user price. With `taxed` its ad valorem tax is levied on them, too; a composite of
    the user's own bears no tax, its inputs do."""

    def __init__(self, region, user, node, mt, taxed=False):
        self.region, self.user, self.node, self.mt, self.value = region, user, node, mt, node.value
        self.rate = node.rate if taxed and isinstance(node, Good) else 0.0

    def evaluate(self, e):
        self.cost = self.node.evaluate(e) + (1 + self.rate) * e.charged(self.region, self.user) * self.mt / self.value
        return self.cost

    def demand(self, e, scale):
        self.node.demand(e, scale)
        e.tax[self.region] += self.rate * e.charged(self.region, self.user) * self.mt * scale
        e.emit(self.region, self.user, self.mt * scale)


class Flow:
    """A bilateral trade flow with export tax, margins and tariff."""

    def __init__(self, benchmark, key):
        self.exporter, self.good, self.importer = key
        self.quantity, export_tax, tariff = benchmark.trade[key]
        self.margin = {service: value / self.quantity for service, value in benchmark.margins[key].items()}
        self.export_tax = export_tax / self.quantity
        self.cif0 = 1 + self.export_tax + sum(self.margin.values())
        self.tariff = tariff / (self.cif0 * self.quantity)
        self.value = self.cif0 * (1 + self.tariff) * self.quantity

    def evaluate(self, e):
        self.fob = e.price["domestic", self.exporter, self.good] * (1 + self.export_tax)
        self.cif = self.fob + sum(mu * e.price["pool", "", service] for service, mu in self.margin.items())
        self.cost = self.cif / self.cif0
        return self.cost

    def demand(self, e, scale):
        q = self.quantity * scale
        e.bought["domestic", self.exporter, self.good] += q
        for service, mu in self.margin.items():
            e.bought["pool", "", service] += mu * q
        e.tax[self.exporter] += self.export_tax * self.fob / (1 + self.export_tax) * q
        e.tax[self.importer] += self.tariff * self.cif * q
        e.real_gdp[self.exporter] += (1 + self.export_tax) * q
        e.real_gdp[self.importer] -= self.cif0 * q
