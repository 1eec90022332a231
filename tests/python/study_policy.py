# SPDX-License-Identifier: Apache-2.0
"""What a study states for each of its scenarios, read from the text in a results file by docs/study_format.md."""
import copy
import tomllib

import numpy as np

TECHNOLOGY_POLICIES = {"certificate": "certificates", "output_limit": "output_limits", "subsidy": "subsidies",
                       "feed_in_tariff": "feed_in_tariffs", "carbon_contract": "carbon_contracts"}
NOT_TABLES = ("cap", "standard", "allocation", "crediting", "revenue", "indirect", "share", "limit", "back_limit")


def merged(table, changes):
    """Keys replaced as a whole, "none" takes one out; eite, offsets and corridor are replaced key by key."""
    result = copy.deepcopy(table)
    for key, value in changes.items():
        if value == "none":
            result.pop(key, None)
        elif key in ("eite", "offsets", "corridor") and isinstance(value, dict) and isinstance(result.get(key), dict):
            result[key] = merged(result[key], value)
        else:
            result[key] = value
    return result


def by_region(study, table, region):
    """What a table says of a region: its own entry, that of a set that has it, or that of all; None where there is none."""
    sets = study.get("sets", {}).get("regions", {})
    named = [key for key in table if region in sets.get(key, [])]
    return next((table[key] for key in (region, *named, "all") if key in table), None)


def labour_rule(study, region):
    """The rule of a region's labour market, with its rate of unemployment at the benchmark [%]; "fixed" where it has none."""
    stated = study.get("model", {}).get("labour", "fixed")
    if isinstance(stated, dict) and "rule" not in stated:
        stated = by_region(study, stated, region) or "fixed"
    if stated == "fixed":
        return {"rule": "fixed"}
    rate = stated.get("unemployment_percent", 0)
    return stated | {"unemployment_percent": by_region(study, rate, region) if isinstance(rate, dict) else rate}


class StudyPolicy:
    """Markets, links, projects, swaps and shocks of one scenario of a study, given as TOML or as its tables."""

    def __init__(self, study, scenario):
        self.study = tomllib.loads(study) if isinstance(study, str) else study
        stated = self.study.get("scenario", {}).get(scenario, {"markets": []})
        self.on = stated.get("markets", list(self.study.get("market", {})))
        self.market = {m: merged(t, stated.get("market", {}).get(m, {})) for m, t in self.study.get("market", {}).items()}
        for name, cap in stated.get("caps", {}).items():
            self.market[name]["cap"] = cap
        changes = stated.get("link", {})
        self.link = {n: merged(self.study["link"][n], changes.get(n, {})) for n in stated.get("links", []) if isinstance(n, str)}
        self.project = {n: self.study["project"][n] for n in stated.get("projects", [])}
        self.swap = {n: self.study["swap"][n] for n in stated.get("swaps", [])}
        self.on_technologies = {kind: {n: merged(self.study[kind][n], stated.get(kind, {}).get(n, {})) for n in stated.get(names, [])}
                                for kind, names in TECHNOLOGY_POLICIES.items()}
        self.shock = stated.get("shock", {})
        self.model = self.study.get("model", {})

    def markets_with(self, key):
        return {m: self.market[m] for m in self.on if key in self.market[m]}

    def regions(self, market, g):
        names = self.market[market]["regions"]
        return [g.region.index(r) for r in (g.region if names == "all" else names)]

    def sectors(self, names, g):
        if names == "all":
            return list(range(len(g.sector)))
        if isinstance(names, str):
            names = self.study["sets"]["sectors"][names]
        return [g.sector.index(s) for s in names]


def of_region(value, region):
    """A number, or that of a region in a table."""
    return value[region] if isinstance(value, dict) else value


def of_sector(value, region, sector, default=None):
    """A rate by output: a number, or by sector, by region, by region and sector; the most specific one."""
    if not isinstance(value, dict):
        return value
    by_region = value.get(region)
    if isinstance(by_region, dict) and sector in by_region:
        return by_region[sector]
    if sector in value:
        return value[sector]
    return by_region if by_region is not None and not isinstance(by_region, dict) else default


def one_or_more(table):
    return table if isinstance(table, list) else [table]


def least(pair):
    """The smaller side of a complementarity pair: zero where it holds."""
    return float(np.max(np.abs(np.minimum(*pair)), initial=0.0))
