# SPDX-License-Identifier: Apache-2.0
"""Household demand with a constant difference of elasticities by docs/instruments.md, M5: every root by bisection."""
import numpy as np


def root(falling, low, high):
    """Where a falling function is zero."""
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if falling(middle) > 0 else (low, middle)
    return (low + high) / 2


def has_cde(g, activity):
    return hasattr(g, "cde_edge") and bool(np.any(g.edge_activity[g.cde_edge] == activity))


class CdeHousehold:
    """Expenditure function and demand of one household, relative to the benchmark."""

    def __init__(self, g, activity):
        rows = np.flatnonzero(g.edge_activity[g.cde_edge] == activity)
        self.edges, self.b, self.e = g.cde_edge[rows], g.cde_substitution[rows], g.cde_expansion[rows]
        value = g.edge_price0[self.edges] * g.edge_quantity0[self.edges]
        self.total, self.share = value.sum(), value / value.sum()

    def log_expenditure(self, log_price, log_utility):
        """E(p, u): sum_i share_i/b_i ((u^e_i p_i/E)^b_i - 1) = 0."""
        v = log_price + self.e * log_utility
        return root(lambda y: np.sum(self.share / self.b * np.expm1(self.b * (v - y))), v.min() - 1e-9, v.max() + 1e-9)

    def log_utility(self, log_price, log_budget):
        """What a budget buys."""
        return root(lambda w: log_budget - self.log_expenditure(log_price, w), -20, 20)

    def budget_shares(self, log_price, log_utility):
        """Roy's identity."""
        log_ratio = log_price + self.e * log_utility - self.log_expenditure(log_price, log_utility)
        share = self.share * np.exp(self.b * log_ratio)
        return share / share.sum()

    def at_benchmark_prices(self, price, budget):
        """What the utility that a budget buys costs at benchmark prices [million USD]: equivalent variation is its change."""
        log_utility = self.log_utility(np.log(price), np.log(budget / self.total))
        return self.total * np.exp(self.log_expenditure(np.zeros_like(price), log_utility))


def costs_and_demands(s):
    """Unit cost of consumption and purchases where households have CDE, from prices and the level of consumption."""
    g = s.graph
    for n in np.unique(g.edge_activity[g.cde_edge]) if hasattr(g, "cde_edge") else []:
        household = CdeHousehold(g, n)
        log_price = np.log((s.P / g.edge_price0)[household.edges])
        log_utility = household.log_utility(np.zeros_like(log_price), np.log(s.a[n]))
        log_budget = household.log_expenditure(log_price, log_utility)
        s.log_cost[n] = log_budget - np.log(s.a[n])
        spent = household.budget_shares(log_price, log_utility) * household.total * np.exp(log_budget)
        s.q[household.edges] = spent / s.P[household.edges]
