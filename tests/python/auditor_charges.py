# SPDX-License-Identifier: Apache-2.0
"""What inputs, outputs and processes are charged in one scenario, from the table /state/charge_*. See docs/results.md."""
import numpy as np

OWNERS = ("input", "output", "process")


class Charges:
    """Tonnes per unit and price of every charge; what is paid per unit is their product."""

    def __init__(self, s):
        g = self.graph = s.graph
        self.coefficient = s.read("charge_coefficient")
        self.on = self.coefficient != 0
        self.tonnes = np.where(self.on, self.coefficient * s.variable_or(g.charge_multiple, 1.0), 0.0)
        price = np.where(g.charge_market >= 0, s.price_of(g.charge_market), s.variable_or(g.charge_rate, 0.0))
        self.price = np.where(self.on, price, 0.0)
        self.cost = self.tonnes * self.price
        self.size = dict(zip(OWNERS, (len(g.edge_activity), g.n_activities, len(g.process_activity))))
        self.is_part = (g.charge_owner_kind == "process") & self.on & (self.coefficient < 1)

    def mine(self, owner, base="quantity"):
        """Rows of the charges on a quantity or a value of inputs, outputs or processes."""
        return (self.graph.charge_owner_kind == owner) & (self.graph.charge_base == base)

    def sum(self, owner, values, chosen):
        """Sum of values of the chosen charges for each edge, activity or process."""
        chosen = chosen & (self.graph.charge_owner_kind == owner)
        return np.bincount(self.graph.charge_owner[chosen], values[chosen], self.size[owner])

    def per_unit(self, owner, base="quantity", kind=None):
        """What is paid per unit, of all kinds of charges or of one; the change of a tax rate where the base is a value."""
        chosen = self.mine(owner, base)
        return self.sum(owner, self.cost, chosen if kind is None else chosen & (self.graph.charge_kind == kind))

    def of_processes(self, price=None):
        """Share of each process' emissions that a charge is on alone (1: none is), and the prices of that part and of the rest."""
        price = self.price if price is None else price
        of_process = self.mine("process") & self.on
        has_part = self.sum("process", self.is_part * 1.0, self.is_part) > 0
        share = np.where(has_part, self.sum("process", self.coefficient, self.is_part), 1.0)
        everywhere = self.sum("process", price, of_process & ~self.is_part)
        return share, everywhere + self.sum("process", price, self.is_part), everywhere

    def amounts(self, of_edge, of_activity, of_process, part_of_process):
        """Tonnes that each charge on a quantity is on: edges, activities by their quantities, processes by their emissions, of which
        the charge on a part has its own."""
        g, mt = self.graph, np.zeros(len(self.on))
        for owner, quantity in zip(OWNERS, (of_edge, of_activity, of_process)):
            mine = self.mine(owner)
            mt[mine] = self.tonnes[mine] * quantity[g.charge_owner[mine]]
        mt[self.is_part] = part_of_process[g.charge_owner[self.is_part]]
        return mt

    def counted(self, mt):
        """Sum of tonnes by market and region of those that markets count."""
        g = self.graph
        table = np.zeros((len(g.market), len(g.region)))
        mine = (g.charge_is_counted == 1) & self.on
        np.add.at(table, (g.charge_market[mine], g.charge_region[mine]), mt[mine])
        return table
