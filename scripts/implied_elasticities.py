#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Elasticities that a benchmark and its nests imply, measured with the program by small shocks, one in each scenario:

    demand        own price: 1 % of the price as a tax on what a class of users of a region buys of a good
    supply        own price of coal, crude oil and gas: 1 % of the price as a tax on the region's output
    pass_through  what a carbon price of 1 USD/t adds to the price of electricity, in per cent of what it adds to its cost: 100
                  where plants pay for what they emit and change nothing

Everything else moves as in any scenario: other prices, incomes, output of the users. Prices are those that users pay, delivery
included, or that producers keep, over the region's consumer price; quantities are plain use, without feedstock, bunkers, own use
and losses. Revenue goes back to the household, so that elasticities of households are nearly compensated ones. As a static model
has no time, they are those of the horizon that its elasticities of substitution are for.

    scripts/implied_elasticities.py studies/validation.toml [--set KEY=VALUE ...] [--csv FILE]
"""
import argparse
import csv
import sys
import tempfile
from pathlib import Path

import numpy as np
import xarray as xr

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "python"))
import etslink  # noqa: E402

SHOCK = 0.01  # part of the price
CARBON_PRICE = 1.0  # USD/t
ENERGY_ROLES = ("electricity", "gas", "refined_oil", "coal")
FUEL_ROLES = ("coal", "crude_oil", "gas")
DELIVERY = {"coal": "coal_delivery", "refined_oil": "oil_delivery", "gas": "gas_delivery", "electricity": "electricity_delivery"}
TRANSPORT = "TRN"
LEAST_SALES = 1.0  # million USD


class Economy:
    """Codes of a benchmark folder, who buys what, and classes of users."""

    def __init__(self, folder, regions=None):
        self.folder = Path(folder)
        self.regions = regions or [row["region"] for row in self._rows("regions.csv")]
        role = {row["sector"]: row["role"] for row in self._rows("sectors.csv")}
        self.good = {name: code for code, name in reversed(role.items())}
        apart = {*ENERGY_ROLES, *FUEL_ROLES, "international_transport"}
        self.users = {"household": ["household"], "transport": [s for s in role if s == TRANSPORT], "power": [self.good.get("electricity")],
                      "industry": [s for s in role if role[s] not in apart and s != TRANSPORT]}
        self.makers = {(row["region"], row["sector"]) for row in self._rows("value_added.csv")}
        agents = {row["agent"]: row["kind"] for row in self._rows("agents.csv")}
        self.has_paid_prices = any(row["parameter"] == "carbon_price_paid" for row in self._rows("elasticities.csv"))
        self.purchases = {}
        for row in self._rows("use.csv"):
            if not row.get("purpose"):
                key = row["region"], row["good"], agents.get(row["user"], row["user"])
                self.purchases[key] = self.purchases.get(key, 0.0) + float(row["value_musd"])

    def _rows(self, name):
        with open(self.folder / name, newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def buys(self, region, good, users):
        return sum(self.purchases.get((region, good, user), 0.0) for user in self.users[users]) > LEAST_SALES


def shocks_of(economy):
    """(measure, region, users, role, shock or None) of each elasticity that can be asked for."""
    for region in economy.regions:
        for users in economy.users:
            for role in ENERGY_ROLES:
                good = economy.good.get(role)
                if good and (users, role) != ("power", "electricity") and economy.buys(region, good, users):
                    yield "demand", region, users, role, f"use tax {good} {users} {region}"
        for role in FUEL_ROLES:
            if (region, economy.good.get(role)) in economy.makers:
                yield "supply", region, "producers", role, f"output tax {economy.good[role]} {region}"
        yield "pass_through", region, "producers", "electricity", None


def study_text(study, shocks, economy):
    """The study of all shocks in the economy of another one: its benchmark, nests, options and elasticities."""
    keep = {key: dict(study[key]) for key in ("model", "elasticities") if key in study}
    if economy.has_paid_prices:  # the carbon price of the measurement stands beside them, not in their place
        keep.setdefault("elasticities", {})["carbon_price_paid"] = 0
    lines = [etslink.Study.from_dict(keep).toml()] if keep else []
    sets = {name: users for name, users in economy.users.items() if name in ("industry", "transport", "power") and users[0]}
    lines += ["[results]", "abatement_cost = false", "channels = false", "[sets.sectors]"]
    lines += [f"{name} = {users!r}" for name, users in sets.items()]
    for region in economy.regions:
        lines += [f"[market.{region}]", f'regions = ["{region}"]', 'sectors = "all"', "households = true", f"price = {CARBON_PRICE}"]
    lines += ["[scenario.benchmark]", "markets = []"]
    for measure, region, users, role, shock in shocks:
        lines += [f"[scenario.{measure}_{region}_{users}_{role}]", f"markets = {[] if shock else [region]!r}"]
        lines += [f"shock = {{ \"{shock}\" = {{ change = {SHOCK} }} }}"] if shock else []
    return "\n".join(lines) + "\n"


class Graph:
    """The economy as a graph (docs/results.md, /state), with the edges by which a class of users buys a good."""

    def __init__(self, state, economy):
        self.state, self.economy = state, economy
        self.v = {name: state[name].values for name in state.variables}
        self.sectors, self.regions = list(map(str, self.v["sector"])), list(map(str, self.v["region"]))
        self.purposes = list(map(str, self.v["purpose"])) if "purpose" in self.v else []
        self.owner = self._owners()

    def words(self, name):
        return np.array(self.state[name].attrs["flag_meanings"].split())[self.v[name]]

    def _owners(self):
        """Per activity the code of its sector, or `household` for its tree, walked down from what makes consumption."""
        kind, role = self.words("activity_kind"), self.words("edge_role")
        owner = np.full(len(kind), "", dtype=object)
        for n in np.flatnonzero(np.isin(kind, ["production", "nest"]) & (self.v["activity_sector"] >= 0)):
            owner[n] = self.sectors[self.v["activity_sector"][n]]
        maker = {c: n for n, c in enumerate(self.v["activity_output_commodity"]) if c >= 0}
        todo = list(np.flatnonzero(kind == "consumption"))
        while todo:
            owner[todo[-1]] = "household"
            inputs = (self.v["edge_activity"] == todo.pop()) & (role == "bundle")
            todo += [maker[c] for c in self.v["edge_commodity"][inputs] if c in maker and kind[maker[c]] == "nest"]
        return owner

    def edges(self, region, users, good, purpose=None):
        """By which users of a class buy a good for a purpose, None: plain use; not those of composites."""
        code = self.purposes.index(purpose) if purpose in self.purposes else -1
        if purpose is not None and code < 0:
            return np.array([], dtype=int)
        activity, v = self.v["edge_activity"], self.v
        is_plain = v.get("edge_purpose", np.full(len(activity), -1)) == code
        of_good = v["edge_good"] == self.sectors.index(good) if good else True
        bought = np.isin(self.words("edge_role"), ["good", "domestic", "imports"]) & (v["edge_quantity0"] > 0)
        of_users = np.isin(self.owner[activity], users) & (v["activity_region"][activity] == self.regions.index(region))
        return np.flatnonzero(of_users & is_plain & of_good & bought)

    def demand(self, scenario, region, users, role):
        """Quantity [million benchmark USD] and price [1 at the benchmark, delivery included] of what a class of users buys."""
        q, p = self.v["edge_quantity"][scenario], self.v["edge_price"][scenario]
        plain = self.edges(region, self.economy.users[users], self.economy.good[role])
        paid = np.concatenate([plain, self.edges(region, self.economy.users[users], None, DELIVERY.get(role, "no purpose"))])
        quantity = np.sum(self.v["edge_price0"][plain] * q[plain])
        return quantity, np.sum(p[paid] * q[paid]) / quantity

    def output(self, scenario, region, good):
        """Level and unit revenue of the sector that makes a good; level 0 where there is none."""
        at = (self.v["activity_sector"] == self.sectors.index(good)) & (self.v["activity_region"] == self.regions.index(region))
        n = np.flatnonzero(at & (self.words("activity_kind") == "production"))
        return (self.v["activity_level"][scenario, n[0]], self.v["activity_unit_revenue"][scenario, n[0]]) if len(n) else (0.0, np.nan)


def own_price(before, after, inflation):
    """Elasticity between two pairs of quantity and price."""
    return float(np.log(after[0] / before[0]) / (np.log(after[1] / before[1]) - inflation))


def pass_through(results, graph, scenario, region):
    """100 (price of electricity times what is sold) / (carbon price times emissions) [%]; power that power uses is not sold."""
    sector = graph.economy.good["electricity"]
    now = results.isel(scenario=scenario).sel(region=region)
    price = float(now.producer_price.sel(sector=sector) * now.consumer_price)
    own = [graph.edges(region, [sector], sector, p) for p in [None, *graph.purposes]]
    own = np.concatenate(own)
    sold = float(results.isel(scenario=0).output.sel(region=region, sector=sector)) - np.sum((graph.v["edge_quantity0"])[own])
    return 100 * (price - 1) * sold / (CARBON_PRICE * float(now.co2_by_user.sel(user=sector)))


def measure(study, settings=None, regions=None):
    """Elasticities by (measure, region, users, role) of a study file with `settings` as in `etslink.run`; of some regions or of all."""
    study = etslink.Study.read(study)
    for key, value in (settings or {}).items():
        study.set(key, value)
    folder = (study.folder / study["study"]["benchmark"]).resolve()
    economy = Economy(folder, regions)
    shocks = list(shocks_of(economy))
    head = f'[study]\nname = "Elasticities"\nbenchmark = "{folder}"\nnests = "{(study.folder / study["study"]["nests"]).resolve()}"\n'
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "elasticities.h5"
        results = etslink.run(etslink.Study.parse(head + study_text(study, shocks, economy)), output=file, solver="newton-krylov")
        graph = Graph(etslink.open(file, "state"), economy)
    found = []
    for n, (kind, region, users, role, _) in enumerate(shocks, start=1):
        if kind == "pass_through":
            found.append((kind, region, users, role, pass_through(results, graph, n, region)))
            continue
        inflation = float(np.log(results.consumer_price.isel(scenario=n).sel(region=region)))
        good = economy.good[role]
        pair = [graph.demand(s, region, users, role) if kind == "demand" else graph.output(s, region, good) for s in (0, n)]
        found += [(kind, region, users, role, own_price(*pair, inflation))] if pair[0][0] > 0 else []
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("study", type=Path, help="study whose benchmark, nests, [model] and [elasticities] are measured")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="changes a key of the study first")
    parser.add_argument("--csv", type=Path, help="write the table to this file as well")
    arguments = parser.parse_args()
    settings = dict(setting.split("=", 1) for setting in arguments.set)
    header, rows = ("measure", "region", "users", "good", "value"), measure(arguments.study, settings)
    for row in (header, *rows):
        print("{:<14}{:<8}{:<12}{:<14}".format(*row), row[4] if row is header else f"{row[4]:.3f}")
    if arguments.csv:
        with open(arguments.csv, "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([header, *rows])


if __name__ == "__main__":
    main()
