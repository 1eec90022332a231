# SPDX-License-Identifier: Apache-2.0
"""Carbon prices that the taxes of a benchmark contain, by docs/model.md, section 8, and what of them a scenario leaves there."""
import numpy as np

from recompute_permits import has_permits


class PaidPrices:
    """Per input: p0, tonnes per unit, those of them that permits or carbon taxes of the scenario are on, delivered price at the benchmark."""

    def __init__(self, s):
        g = s.graph
        self.s, edges = s, len(g.edge_activity)
        self.price = getattr(g, "edge_carbon_price_paid", np.zeros(edges))
        self.tonnes = np.bincount(g.emission_edge, g.emission_physical, edges)
        charges = s.charges
        mine = charges.mine("input") & (g.charge_kind == "permits") & (g.charge_market >= 0) & charges.on
        of_permits = np.where(g.charge_market >= 0, has_permits(s)[g.charge_market], False)
        taxed, of_tax = np.zeros(edges), mine & ~of_permits
        np.maximum.at(taxed, g.charge_owner[of_tax], charges.coefficient[of_tax])  # the part of one tax is in that of another
        self.replaced = np.minimum(np.maximum(charges.sum("input", charges.coefficient, mine & of_permits), taxed), self.tonnes)
        self.delivered0 = g.edge_price0 / (1 + s.tm0)

    def in_user_price(self):
        """What they add to the user price: delivered price x the rate less what it would be without them."""
        left, rate = self.price * (self.tonnes - self.replaced), self.s.read("edge_tax")
        if not self.s.graph.attributes["carbon_in_tax_base"]:
            return self.s.delivered * left / self.delivered0
        charged = self.delivered0 + self.price * self.replaced
        return self.s.delivered * (rate - ((1 + rate) * charged / (charged + left) - 1))

    def as_charge(self, other):
        """What is paid per unit, as if it were a charge, on tonnes that another scenario has a price on and this one has not."""
        tonnes = np.maximum(other.replaced - self.replaced, 0)
        in_base = self.s.graph.attributes["carbon_in_tax_base"]
        return self.price * tonnes * self.s.tax_base / (self.delivered0 + in_base * self.price * self.replaced)
