# SPDX-License-Identifier: Apache-2.0
"""The economy as a graph, read from a results file."""
import re

import numpy as np


def text(dataset):
    """Texts are rows of characters, zeros behind their end."""
    return [row.tobytes().rstrip(b"\0").decode() for row in dataset[:]]


def text_attribute(item, name):
    """Of fixed length in the file."""
    return item.attrs[name].decode()


def results_of(file, variant=None):
    """The file itself, or the group of one of its variants: the first, or the one that is named."""
    if "variants" not in file:
        return file
    return file["variants"][variant or text(file["variant"])[0]]


def is_text_dimension(name):
    """A dimension of the characters of texts."""
    return re.fullmatch(r"string\d+_\w+", name) is not None


def has_scenarios(dataset):
    """Whether it has values of its own for each scenario."""
    return dataset.ndim > 0 and len(dataset.dims[0]) > 0 and dataset.dims[0].keys()[0] == "scenario"


class Graph:
    """The structure in /state, the same in all scenarios."""

    def __init__(self, file):
        state = file["state"]
        self.attributes = dict(state.attrs)
        for name, dataset in state.items():
            if dataset.dtype.kind == "S":
                setattr(self, name, text(dataset))
            elif not has_scenarios(dataset):
                setattr(self, name, dataset[:])
        self.n_commodities = len(self.commodity_name)
        self.n_activities = len(self.activity_name)
        for kind in ("commodity_kind", "activity_kind", "edge_role", "agent_kind", "rule_symbol_kind", "contribution_row_kind",
                     "term_owner_kind", "power_symbol_kind", "charge_owner_kind", "charge_kind", "charge_base", "factor_role"):
            meanings = text_attribute(state[kind], "flag_meanings").split()
            setattr(self, kind, np.array([meanings[i] for i in state[kind][:]], dtype=object))
        if not hasattr(self, "edge_purpose"):  # no purchase has one
            self.edge_purpose = np.full(len(self.edge_good), -1)
        if not hasattr(self, "outside_sector"):  # all emissions are in an inventory
            self.outside_sector = np.array([], int)
        if not hasattr(self, "sector_parent"):  # no producer is a technology
            self.sector_parent = np.full(len(self.sector), -1)
        self.n_sectors = int((self.sector_parent < 0).sum())  # technologies stand behind them
        self.sector_of = np.where(self.sector_parent < 0, np.arange(len(self.sector)), self.sector_parent)
        self.is_technology = (self.activity_sector >= 0) & (self.sector_parent[self.activity_sector] >= 0)  # of each activity
        self.several = np.bincount(self.output_edge_activity, minlength=self.n_activities) > 0
        self.edge_region = self.activity_region[self.edge_activity]
        self.charge_activity = np.zeros(len(self.charge_owner), int)
        for kind, activity in (("input", self.edge_activity), ("output", np.arange(self.n_activities)), ("process", self.process_activity)):
            mine = self.charge_owner_kind == kind
            self.charge_activity[mine] = activity[self.charge_owner[mine]]
        self.charge_region = self.activity_region[self.charge_activity]
        # Inputs that markets charge.
        self.charged = (self.charge_owner_kind == "input") & (self.charge_is_counted == 1)
        self.charged_edge, self.charged_market = self.charge_owner[self.charged], self.charge_market[self.charged]

    def by_activity(self, edge_values):
        return np.bincount(self.edge_activity, edge_values, self.n_activities)
