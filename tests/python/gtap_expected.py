# SPDX-License-Identifier: Apache-2.0
"""The benchmark folder that files of gtap_files.py must become, by docs/own_data.md: file -> key -> numbers (texts of lists)."""
import csv
from collections import defaultdict

import numpy as np

from gtap_files import AGENTS, CO2, ENDOWMENTS, ESUBD, GOODS, PJ, PJ_PER_MTOE, REGIONS, ROLES

KEYS = {"regions.csv": 2, "sectors.csv": 3, "factors.csv": 4, "agents.csv": 3, "use.csv": 5, "trade.csv": 3, "margins.csv": 4,
        "margin_supply.csv": 2, "value_added.csv": 3, "output_tax.csv": 2, "transfers.csv": 3, "make.csv": 3, "co2.csv": 6,
        "energy.csv": 4, "elasticities.csv": 3}
CODES = {"Capital": "CAP"}
FUELS = ("coa", "oil", "gas", "p_c")
LEAST_BURNT = 0.75


def read(folder):
    """All tables of a folder: rows by their first columns, the rest as numbers."""
    tables = {}
    for path in folder.glob("*.csv"):
        with path.open(newline="", encoding="utf-8") as file:
            columns, *rows = csv.reader(file)
        keys = 3 if columns[:3] == ["region", "sector", "good"] else KEYS[path.name]
        tables[path.name] = {tuple(row[:keys]): tuple(map(float, row[keys:])) for row in rows}
        assert len(tables[path.name]) == len(rows)
    return tables


def single(value):
    """The shortest decimal text of a number in single precision, as a number."""
    return float(str(np.float32(value)))


def lists():
    codes = [(region, region) for region in REGIONS]
    mobility = {"Labor": ("mobile", "labour"), "Capital": ("mobile", "capital"), "Land": ("sluggish", "land"), "NatlRes": ("specific", "resource")}
    agents = [(f"{agent}_{r}", r, kind) for r in REGIONS for agent, kind in zip(AGENTS, ("household", "government", "investment"))]
    return {"regions.csv": {row: () for row in codes},
            "sectors.csv": {(good, good, ROLES.get(good, "other")): () for good in GOODS},
            "factors.csv": {(CODES.get(name, name), name, *mobility[name]): () for name in ENDOWMENTS},
            "agents.csv": {row: () for row in agents}}


def fuel_tables(economy):
    """CO2 by purchase and origin, energy and the part that is feedstock by purchase."""
    co2, energy = defaultdict(dict), defaultdict(float)
    for per_musd, burnt in ((CO2, True), (PJ, False)):
        codes, arrays = economy.physical(per_musd, burnt, 1.0 if burnt else 1 / PJ_PER_MTOE)
        for (origin, letter), values in arrays.items():
            word = "domestic" if origin == "D" else "imported"
            users = GOODS if letter == "F" else [next(agent for agent, short in AGENTS.items() if short == letter)]
            values = values.reshape(len(codes), len(users), len(REGIONS))
            for f, u, r in np.argwhere(values > 0):
                user = users[u] if letter == "F" else f"{users[u]}_{REGIONS[r]}"
                key = REGIONS[r], codes[f], user
                if burnt:
                    co2[key][word] = single(values[f, u, r])
                else:
                    energy[key] += float(values[f, u, r]) * PJ_PER_MTOE
    return co2, energy


def usual_rates(co2, energy):
    """Mt per PJ of a fuel in a region: the median of its users, weighted by their CO2."""
    lists_of = defaultdict(list)
    for key, by_origin in co2.items():
        lists_of[key[:2]].append((sum(by_origin.values()) / energy[key], sum(by_origin.values())))
    rates = {}
    for place, rows in lists_of.items():
        rows.sort()
        below = np.cumsum([weight for _, weight in rows])
        rates[place] = rows[int(np.argmax(below >= below[-1] / 2))][0]
    return rates


def feedstock(co2, energy):
    rates = usual_rates(co2, energy)
    parts = {}
    for (region, good, user), pj in energy.items():
        if (region, good) not in rates or user not in GOODS or user in ("ely", good):
            continue
        burnt = sum(co2.get((region, good, user), {}).values()) / pj / rates[region, good]
        if burnt < LEAST_BURNT:
            parts[region, good, user] = 1 - burnt
    return parts


def purposes(key, parts):
    """(purpose, part) of a purchase."""
    _, good, user = key
    if good == user and good in FUELS:
        return [("own_use", 1.0)]
    part = parts.get(key, 0)
    return [(name, share) for name, share in (("", 1 - part), ("feedstock", part)) if share > 0]


def expected(economy, version, joint=False):
    co2, energy = fuel_tables(economy)
    parts = feedstock(co2, energy)
    tables = lists()
    tables["use.csv"] = {(region, good, user, origin, purpose): (value * part, tax * part)
                         for (region, good, user, origin), (value, tax) in economy.purchases().items()
                         for purpose, part in purposes((region, good, user), parts)}
    tables["co2.csv"] = {(region, user, good, origin, next(p for p, _ in purposes((region, good, user), parts) if p != "feedstock"), "co2"): (mt,)
                         for (region, good, user), by_origin in co2.items() for origin, mt in by_origin.items()}
    tables["energy.csv"] = {(region, user, good, purpose): (float(f"{pj * part:.7g}"),) for (region, good, user), pj in energy.items()
                            for purpose, part in purposes((region, good, user), parts)}
    tables |= trade_tables(economy) | income_tables(economy, joint)
    tables["elasticities.csv"] = elasticities(version)
    return tables


def trade_tables(economy):
    cells = [tuple(cell) for cell in np.argwhere(economy.trade[0] > 0)]
    flows = {(REGIONS[e], GOODS[g], REGIONS[i]): tuple(economy.trade[:, g, e, i]) for g, e, i in cells}
    return {"trade.csv": {key: (value, tax, tariff) for key, (value, tax, _, tariff) in flows.items()},
            "margins.csv": {(*key, "otp"): (margin,) for key, (_, _, margin, _) in flows.items() if margin},
            "margin_supply.csv": {(region, "otp"): (value,) for region, value in zip(REGIONS, economy.margin_supply)}}


def income_tables(economy, joint):
    value_added = {(REGIONS[r], GOODS[s], CODES.get(ENDOWMENTS[f], ENDOWMENTS[f])): tuple(economy.factors[:, f, s, r])
                   for f, s, r in np.argwhere(economy.factors[0] > 0)}
    taxes = {(REGIONS[r], GOODS[s], *([GOODS[g]] if joint else [])): (economy.output_tax[g, s, r],) for g, s, r in np.argwhere(economy.output_tax)}
    tables = {"value_added.csv": value_added, "output_tax.csv": taxes, "transfers.csv": transfers(economy)}
    if joint:
        tables["make.csv"] = {(REGIONS[r], GOODS[s], GOODS[g]): (economy.make[g, s, r],) for g, s, r in np.argwhere(economy.make)}
    return tables


def transfers(economy):
    rows = {}

    def pay(payer, receiver, kind, value):
        if value:
            rows[(payer, receiver, kind) if value > 0 else (receiver, payer, kind)] = (abs(value),)

    for r, region in enumerate(REGIONS):
        taxes = sum(table[1, ..., r].sum() for table in economy.firms.values()) + economy.factors[1, ..., r].sum()
        taxes += sum(finals[agent][1, :, r].sum() for finals in economy.finals.values() for agent in AGENTS)
        taxes += economy.output_tax[..., r].sum() + economy.trade[1, :, r].sum() + economy.trade[3, ..., r].sum()
        public = sum(finals["GOV"][..., r].sum() for finals in economy.finals.values())
        income_tax = economy.income_tax[..., r].sum()
        pay(f"HH_{region}", f"GOV_{region}", "income_tax", income_tax)
        pay(f"GOV_{region}", f"HH_{region}", "public_surplus", taxes + income_tax - public)
        pay(f"HH_{region}", f"INV_{region}", "saving", economy.saving[r])
        pay(f"HH_{region}", f"INV_{region}", "depreciation", economy.depreciation[r])
    borrowed = -sum(value for value in economy.surplus if value < 0)
    for lender, surplus in zip(REGIONS, economy.surplus):
        for borrower, deficit in zip(REGIONS, economy.surplus):
            if surplus > 0 > deficit:
                pay(f"INV_{lender}", f"INV_{borrower}", "current_account", surplus * -deficit / borrowed)
    return rows


def elasticities(version):
    rows = {("esubd", "", good): (value,) for good, value in ESUBD.items()}
    if version == 7:
        del rows["esubd", "", "svc"]
        rows |= {("esubd", region, "svc"): (1.45 if region == "SOUTH" else ESUBD["svc"],) for region in REGIONS}
    rows |= {("esubm", "", good): (single(2 * value),) for good, value in ESUBD.items()}
    rows |= {("esubva", "", good): (single(i / 10),) for i, good in enumerate(GOODS, 1)}
    return rows | {("transformation_elasticity", region, ""): (1.25,) for region in REGIONS}
