# SPDX-License-Identifier: Apache-2.0
"""Formulas of instruments in a results file: sums of terms, each a coefficient times powers of symbols. See docs/results.md."""
import numpy as np


class Formulas:
    """The rules, contributions and permit supplies of one scenario, recomputed from its terms."""

    def __init__(self, graph, coefficient, symbols):
        self.graph, self.symbols = graph, symbols
        value = self.symbol(graph.power_symbol_kind, graph.power_symbol_index)
        with np.errstate(invalid="ignore", divide="ignore"):
            factor = np.where(graph.power_is_logarithm == 1, np.log(value), value**graph.power_exponent)
            product = np.ones(len(coefficient))
            np.multiply.at(product, graph.power_term, factor)
            # A term that the scenario has not may have symbols without value.
            self.term = np.where(coefficient == 0, 0.0, coefficient * product)

    def symbol(self, kinds, indices):
        """Values of symbols, given by kind and index."""
        values = np.full(len(indices), np.nan)
        for kind, of_kind in self.symbols.items():
            chosen = kinds == kind
            if chosen.any():
                values[chosen] = of_kind[indices[chosen]]
        return values

    def sum(self, owner, size, terms=None):
        """Values of the formulas of all rules, contributions or supplies; of some of their terms only."""
        mine = self.graph.term_owner_kind == owner
        if terms is not None:
            mine = mine & terms
        return np.bincount(self.graph.term_owner[mine], self.term[mine], size)

    def terms_with(self, variables):
        """Terms with one of these variables as a factor."""
        g = self.graph
        found = np.zeros(len(self.term), bool)
        found[g.power_term[(g.power_symbol_kind == "variable") & np.isin(g.power_symbol_index, variables)]] = True
        return found
