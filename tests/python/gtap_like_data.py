# SPDX-License-Identifier: Apache-2.0
"""Reads a benchmark folder, a nest file and a study for gtap_like_model.py, from docs/benchmark.md and docs/study_format.md alone."""
import csv
import tomllib
from collections import defaultdict

STOCKS = "STK"


def as_list(value, sets, everything):
    if value == "all":
        return list(everything)
    return sets[value] if isinstance(value, str) else value


class Benchmark:
    """The flows of the base year; agents are named by their kind, since a region has one of each."""

    def __init__(self, folder):
        self.folder = folder
        self.regions = [row["region"] for row in self.rows("regions")]
        self.role = {row["sector"]: row["role"] for row in self.rows("sectors")}
        self.mobility = {row["factor"]: row["mobility"] for row in self.rows("factors")}
        self.agent = {row["agent"]: (row["region"], row["kind"]) for row in self.rows("agents")}
        self.read_goods()
        self.read_factors()
        self.transfers = [(self.agent[row["from_agent"]], self.agent[row["to_agent"]], float(row["value_musd"]))
                          for row in self.rows("transfers")]
        self.co2 = defaultdict(float)  # (region, user, source, purpose) [Mt]
        for row in self.rows("co2"):
            assert row["gas"] == "co2" and row["origin"] in ("", "*")
            self.co2[row["region"], self.user(row["user"]), row["source"], row.get("purpose", "")] += float(row["mt"])

    def rows(self, name):
        with open(self.folder / f"{name}.csv", newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def user(self, code):
        return self.agent[code][1] if code in self.agent else code

    def read_goods(self):
        self.use = defaultdict(lambda: defaultdict(dict))  # (region, user, good) -> purpose -> origin -> (value, tax)
        for row in self.rows("use"):
            flow = (float(row["value_musd"]), float(row["tax_musd"]))
            self.use[row["region"], self.user(row["user"]), row["good"]][row.get("purpose", "")][row["origin"]] = flow
        self.trade = {(row["exporter"], row["good"], row["importer"]):
                      tuple(float(row[column]) for column in ("value_musd", "export_tax_musd", "tariff_musd"))
                      for row in self.rows("trade")}
        self.margins = defaultdict(dict)  # trade flow -> service -> value
        for row in self.rows("margins"):
            self.margins[row["exporter"], row["good"], row["importer"]][row["service"]] = float(row["value_musd"])
        self.margin_supply = defaultdict(dict)  # service -> region -> value
        for row in self.rows("margin_supply"):
            self.margin_supply[row["service"]][row["region"]] = float(row["value_musd"])
        self.output_tax = defaultdict(float)
        for row in self.rows("output_tax"):
            self.output_tax[row["region"], row["sector"]] = float(row["tax_musd"])

    def read_factors(self):
        self.payment = {(row["region"], row["sector"], row["factor"]): (float(row["value_musd"]), float(row["tax_musd"]))
                        for row in self.rows("value_added")}
        self.owners = defaultdict(dict)  # (region, factor) -> kind of agent -> share
        for row in self.rows("endowments"):
            self.owners[row["region"], row["factor"]][self.agent[row["agent"]][1]] = float(row["value_musd"])
        for shares in self.owners.values():
            total = sum(shares.values())
            for kind in shares:
                shares[kind] /= total

    def bought(self, region, user, good, purposes=None):
        """Value and tax of each origin, for some purposes or all."""
        flows = defaultdict(lambda: (0, 0))
        for purpose, by_origin in self.use[region, user, good].items():
            for origin, (value, tax) in by_origin.items():
                if purposes is None or purpose in purposes:
                    flows[origin] = (flows[origin][0] + value, flows[origin][1] + tax)
        return flows

    def total(self, region, good, origin):
        """What all users of a region buy of a good."""
        return sum(self.bought(*key)[origin][0] for key in list(self.use) if (key[0], key[2]) == (region, good))

    def output(self, region, good):
        """Domestic use + exports + sales to the pool, at market prices."""
        value = self.total(region, good, "domestic")
        value += sum(flow[0] for (exporter, g, _), flow in self.trade.items() if (exporter, g) == (region, good))
        return value + self.margin_supply.get(good, {}).get(region, 0)

    def factor_total(self, region, factor):
        return sum(value for (r, _, f), (value, _) in self.payment.items() if (r, f) == (region, factor))


class Parameters:
    """Values of the study go before elasticities.csv, these before the nest file; within one of them region and sector, then sector,
    then region, then any."""

    def __init__(self, benchmark, study, nests):
        self.role = benchmark.role
        self.regions = benchmark.regions
        table = defaultdict(dict)
        for row in benchmark.rows("elasticities"):
            table[row["parameter"]][row["region"].strip("*"), row["sector"].strip("*")] = float(row["value"])
        self.sources = [self.flat(study.get("elasticities", {})), table, self.flat(nests.get("parameter", {}))]

    def flat(self, parameters):
        return {name: dict(self.entries(value)) for name, value in parameters.items()}

    def entries(self, value, region=""):
        if not isinstance(value, dict):
            yield (region, ""), value
            return
        for key, entry in value.items():
            if key == "default":
                yield (region, ""), entry
            elif key in self.regions:
                yield from self.entries(entry, key)
            else:
                sectors = [s for s, role in self.role.items() if f"role:{role}" == key] or [key]
                yield from (((region, sector), entry) for sector in sectors)

    def value(self, name, region="", sector=""):
        for source in self.sources:
            for key in ((region, sector), ("", sector), (region, ""), ("", "")):
                if key in source.get(name, {}):
                    return source[name][key]
        raise KeyError(name)

    def sigma(self, rule, region="", sector=""):
        """0.5, "esubva" or "2 * esubva"."""
        if not isinstance(rule, str):
            return rule
        factor, _, name = rule.rpartition("*")
        return float(factor or 1) * self.value(name.strip(), region, sector)


class Market:
    """A permit market of one region: the covered share of each user's emissions, and the rule of its cap."""

    def __init__(self, table, sets, benchmark):
        (self.region,) = table["regions"]
        share = table.get("share", 1)
        sectors = as_list(table.get("sectors", []), sets.get("sectors", {}), benchmark.role)
        self.share = {s: share.get(s, 1) if isinstance(share, dict) else share for s in sectors}
        for key, kind in (("households", "household"), ("government", "government")):
            if table.get(key, False):
                self.share[kind] = share if not isinstance(share, dict) else 1
        self.cap_rule = table["cap"]
        self.revenue = table.get("revenue", "household")
        self.benchmark_mt = sum(self.share.get(user, 0) * mt for (r, user, _, _), mt in benchmark.co2.items() if r == self.region)

    def cap(self, rule):
        ((name, value),) = rule.items()
        return {"reduction_percent": self.benchmark_mt * (1 - value / 100),
                "percent_of_benchmark": self.benchmark_mt * value / 100, "mt": value}[name]


def overlaid(table, changes):
    """A table with another one laid over it, key by key; "none" takes a key out."""
    if not (isinstance(table, dict) and isinstance(changes, dict)):
        return changes
    merged = {**table, **{key: overlaid(table.get(key), value) for key, value in changes.items()}}
    return {key: value for key, value in merged.items() if value != "none"}


class Study:
    """Options, markets and scenarios; a scenario is a list of pools, each a list of (market, cap)."""

    def __init__(self, path, options=None, elasticities=None, variant=None):
        self.table = tomllib.loads(path.read_text(encoding="utf-8"))
        if variant is not None:
            self.table = overlaid(self.table, self.table["variant"][variant])
        self.table.setdefault("elasticities", {}).update(elasticities or {})
        self.options = {"armington": "pooled", "resources": "benchmark_elasticity", **self.table.get("model", {}), **(options or {})}
        self.benchmark = Benchmark(path.parent / self.table["study"]["benchmark"])
        self.nests = tomllib.loads((path.parent / self.table["study"]["nests"]).read_text(encoding="utf-8"))
        self.parameters = Parameters(self.benchmark, self.table, self.nests)
        sets = self.table.get("sets", {})
        self.markets = {name: Market(table, sets, self.benchmark) for name, table in self.table["market"].items()}
        self.labour = self.options.get("labour", {})  # by region
        assert all(rule["factor"] == "LAB" for rule in self.labour.values())

    def fixed_unemployment(self, scenario):
        """Region -> rate, where a tax on its labour is set free for it."""
        rates = {}
        for name in self.table["scenario"][scenario].get("swaps", []):
            swap = self.table["swap"][name]
            region = swap["fix"].split()[-1]
            assert swap["fix"] == f"unemployment {region}" and swap["free"] == f"factor tax LAB {region}"
            rates[region] = swap["value"] / 100
        return rates

    def pools(self, scenario):
        table = self.table["scenario"][scenario]
        active = table.get("markets", list(self.markets))
        links = table.get("links", [])
        linked = {name for link in links for name in link}
        groups = [link for link in links] + [[name] for name in active if name not in linked]
        caps = table.get("caps", {})
        return [[(name, self.markets[name].cap(caps.get(name, self.markets[name].cap_rule))) for name in group] for group in groups]
