#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The tables of docs/validation.md, made by the program.

    scripts/validation.py                       runs everything (minutes), writes tables and numbers of docs/validation.md anew,
                                                and lists sentences that no longer hold
    scripts/validation.py --check               changes nothing, exit code 1 where a table or number differs
    scripts/validation.py --results FOLDER      keeps the files of the runs there (default: out/validation)

It solves studies/validation.toml in all its variants, the curves of marginal cost of five regions, the elasticities that the
default and other nests imply (scripts/implied_elasticities.py), and, where the data package that the benchmark is made from is
there, the same study on benchmarks that other choices of data give. A table stands behind a comment `<!-- validation: NAME -->`.
"""
import argparse
import re
import sys
import tempfile
from pathlib import Path

import numpy as np
import xarray as xr

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "python"), str(ROOT / "scripts"), str(ROOT / "tests" / "python")]
import etslink  # noqa: E402
from etslink.program import call  # noqa: E402
from implied_elasticities import measure  # noqa: E402
from page_claims import Results, problems  # noqa: E402
from renew_claims import renewed  # noqa: E402

STUDY = ROOT / "studies" / "validation.toml"
PAGE = ROOT / "docs" / "validation.md"
RECIPE = ROOT / "data" / "recipes" / "nea2011.toml"
MAIN = ("CHN", "JPN", "KOR", "USA", "EUR")
CUTS = (5, 10, 20, 22, 30, 32, 36, 40, 50, 60)
NESTS = {"default": {}, **{name: {"study.nests": f"../data/nests/{name}.toml"} for name in ("eppa6", "imf_env", "gtap_e")}}
SECTORS = {"ELE": "power", "I_S": "steel", "CHM": "chemicals", "NMM": "minerals", "OIL": "refining", "TRN": "transport"}
PRODUCED = {"COL": "coal", "GAS": "gas", "CRU": "crude oil"}
USED = {"COL": "coal", "GAS": "gas", "OIL": "oil products"}
GOODS = {"electricity": "electricity", "gas": "gas", "refined_oil": "oil products", "coal": "coal", "crude_oil": "crude oil"}
DEMAND = [("household", "electricity"), ("household", "gas"), ("household", "refined_oil"),
          ("industry", "electricity"), ("industry", "gas"), ("industry", "refined_oil"), ("industry", "coal"),
          ("transport", "refined_oil"), ("power", "coal"), ("power", "gas")]
# Labandeira, Labeaga and Lopez-Otero (2017), Energy Policy 102, 549-568, table 6: averages, short and long run. Oil products of
# households and transport: gasoline. Read as quoted in the code of a public study of British energy prices, not in the article.
PUBLISHED = {"electricity": (-0.126, -0.365), "gas": (-0.180, -0.684), "refined_oil": (-0.293, -0.773)}
BLOCK = re.compile(r"(<!-- validation: (?P<name>\w+) -->\n)(?:\|.*\n)*")


def runs(folder):
    """Results of the study, curves by region and cut, elasticities by nests; files in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    study = etslink.run(STUDY, output=folder / "validation.h5", solver="newton-krylov")
    curves = etslink.macc(STUDY, output=folder / "curves.h5", points=max(CUTS) + 1, to=max(CUTS), solver="newton-krylov")
    return study, xr.merge([curve_prices(curves), fuel_changes(study), *elasticities()])


def curve_prices(curves):
    """Carbon price [USD/t] over region and cut; missing where the curve ends earlier."""
    table = np.full((len(MAIN), len(CUTS)), np.nan)
    for i, region in enumerate(MAIN):
        price = curves.carbon_price.sel(curve=f"{region} alone").values
        table[i] = [price[np.flatnonzero(np.abs(curves.path_percent.values - cut) < 1e-6)[0]] for cut in CUTS]
    return xr.DataArray(table, dims=("region", "cut"), coords={"region": list(MAIN), "cut": [f"cut{c}" for c in CUTS]}, name="curve_price")


def fuel_changes(study):
    """Of the default, where the scenario has no policy: change of producer prices over consumer prices, mean over output [%]; and
    energy used more there in per cent of energy used less at home."""
    results = study.sel(variant="default")
    before, away = results.sel(scenario="benchmark", drop=True), results.in_coalition == 0
    weight = before.output.where(away & results.producer_price.notnull())
    price = 100 * ((results.producer_price * weight).sum("region") / weight.sum("region") - 1)
    more = results.fuel_use - before.fuel_use
    used = -100 * more.where(away).sum("region") / more.where(~away).sum("region")
    return xr.Dataset({"price_elsewhere": price, "used_elsewhere": used}).drop_sel(scenario="benchmark").drop_vars("variant")


def elasticities():
    """Datasets over (nests, users, good, region): demand, supply, pass_through."""
    for nests, settings in NESTS.items():
        rows = measure(STUDY, settings, list(MAIN))
        for kind in ("demand", "supply", "pass_through"):
            index = [(nests, users, good, region) for k, region, users, good, _ in rows if k == kind]
            axes = [list(dict.fromkeys(column)) for column in zip(*index)]
            table = xr.DataArray(np.full([len(a) for a in axes], np.nan), dims=("nests", "users", "good", "region"), coords=axes, name=kind)
            for at, value in zip(index, (row[4] for row in rows if row[0] == kind)):
                table.loc[at] = value
            yield table.to_dataset()


# Rows of the table of choices that the data package makes: name, and what targets of the recipe are left out.
OTHER_DATA = {"calibrated without the published prices of fuels": "fuel_price", "calibrated without targets of CO2 by user": "emissions"}


def other_data():
    """Results of the default variant on benchmarks of other choices of data, by name; empty without the data package."""
    if not has_data_package():
        return {}
    found, recipe = {}, RECIPE.read_text()
    for name, kind in OTHER_DATA.items():
        with tempfile.TemporaryDirectory() as place:
            file, folder = Path(place) / "recipe.toml", Path(place) / "benchmark"
            file.write_text(re.sub(r'base = "[^"]*"', f'base = "{base_of(recipe)}"', without_targets(recipe, kind)))
            call(["calibrate", str(file), "-o", str(folder)])
            found[name] = etslink.run(STUDY, {"study.benchmark": str(folder)}, variant="default", solver="newton-krylov")
    return found


def without_targets(recipe, kind):
    """The recipe without its targets of a kind; ValueError where it has none."""
    text, count = re.subn(r"\[\[targets\]\]\nkind = \"" + kind + r"\"\n(?:(?!\[).*\n)*", "", recipe)
    if not count:
        raise ValueError(f"{RECIPE} has no targets of the kind '{kind}'")
    return text


def base_of(recipe):
    """The recipe that it is built on."""
    return (RECIPE.parent / re.search(r'base = "([^"]*)"', recipe)[1]).resolve()


def has_data_package():
    """Whether the tables are there that the benchmark is made from."""
    base = base_of(RECIPE.read_text())
    return (base.parent / re.search(r'folder = "([^"]*)"', base.read_text())[1]).is_dir()


def markdown(header, rows):
    """A table of texts and numbers; numbers have three digits, fewer decimals the larger they are."""
    lines = ["| " + " | ".join(header) + " |", "|---" * len(header) + "|"]
    return "\n".join(lines + ["| " + " | ".join(map(shown, row)) + " |" for row in rows]) + "\n"


def shown(value):
    if isinstance(value, str):
        return value
    if np.isnan(value):
        return "-"
    size = abs(round(value, 2))
    return f"{value:.0f}" if size >= 100 else f"{value:.1f}" if size >= 10 else f"{value:.2f}"


def scenarios(study):
    """(name of the row, scenario) of each scenario that cuts 20 %."""
    names = {"emf29": "EUR, USA and JPN, one price", "emf29_unlinked": "EUR, USA and JPN, a price each"}
    for scenario in [str(name) for name in study.scenario.values[1:] if str(name) != "JPN_alone_25"]:
        yield names.get(scenario, scenario.removesuffix("_alone")), scenario


def at(study, name, scenario, **labels):
    variant = labels.pop("variant", "default")
    study = study.sel(variant=variant) if "variant" in study.dims else study
    return float(study[name].sel(scenario=scenario, **labels))


def price_alone(study, region, **labels):
    return at(study, "carbon_price", f"{region}_alone", market=region, **labels)


def solo_table(study, _tables):
    """Leakage of each region that cuts 20 % alone, by its two channels: default and long run."""
    parts = ("leakage_rate", "leakage_competitiveness_channel", "leakage_fuel_price_channel")
    rows = []
    for name, scenario in scenarios(study):
        row = [name]
        for variant in ("default", "long_run"):
            prices = study.carbon_price.sel(variant=variant, scenario=scenario).values
            price = np.nanmax(prices) if np.nanmax(prices) - np.nanmin(prices) < 1e-6 else np.nan
            row += [float(price), *(at(study, part, scenario, variant=variant) for part in parts)]
        rows.append(row)
    columns = ["price [USD/t]", "leakage [%]", "competitiveness", "fuel prices"]
    return markdown(["20 % of all CO2 in", *columns, *(f"long run: {c}" for c in columns)], rows)


def sector_table(study, _tables):
    """Where the leakage of the default is emitted: sectors outside the coalition; the rest are other sectors and households."""
    rows = []
    for name, scenario in scenarios(study):
        parts = [at(study, "leakage_by_sector", scenario, sector=s) for s in SECTORS]
        total = at(study, "leakage_rate", scenario)
        rows.append([name, total, *parts, total - sum(parts)])
    return markdown(["20 % of all CO2 in", "leakage [%]", *SECTORS.values(), "rest"], rows)


def place_table(study, _tables):
    """In which region the leakage of the default is emitted."""
    regions = list(map(str, study.region.values))
    has_transport = "leakage_international_transport" in study
    rows = [[name, *(at(study, "leakage_by_region", scenario, region=r) for r in regions),
             *([at(study, "leakage_international_transport", scenario)] if has_transport else [])] for name, scenario in scenarios(study)]
    return markdown(["20 % of all CO2 in", *regions, *(["international transport"] if has_transport else [])], rows)


def fuel_table(study, tables):
    """Causes of the channel of fuel prices: what producers elsewhere get, and how much of what is not used at home is used there."""
    rows = [[name, *(float(tables.price_elsewhere.sel(scenario=scenario, sector=f)) for f in PRODUCED),
             *(float(tables.used_elsewhere.sel(scenario=scenario, fuel=f)) for f in USED)] for name, scenario in scenarios(study)]
    header = ["20 % of all CO2 in", *(f"price of {f} elsewhere [%]" for f in PRODUCED.values())]
    return markdown([*header, *(f"{f} used elsewhere of what is not used at home [%]" for f in USED.values())], rows)


def choice_table(study, _tables):
    """What each disputed choice does to prices and leakage."""
    texts = {str(v): str(d) for v, d in zip(study.variant.values, study.variant_description.values)} | {"default": "**default**"}
    columns = [(str(v), study) for v in study.variant.values] + list(other_data().items())
    rows = []
    for name, results in columns:
        variant = {"variant": name} if "variant" in results.dims else {}
        prices = [price_alone(results, r, **dict(variant)) for r in MAIN]
        leakage = [at(results, "leakage_rate", s, **dict(variant)) for s in (*(f"{r}_alone" for r in MAIN), "emf29")]
        rows.append([texts.get(name, name), *prices, *leakage])
    header = ["", *(f"price {r} [USD/t]" for r in MAIN), *(f"leakage {r} [%]" for r in MAIN), "leakage EUR, USA and JPN [%]"]
    return markdown(header, rows)


def curve_table(_study, tables):
    """Marginal cost of each region alone [USD/t]."""
    header = ["cut of all CO2 [%]", *(str(c).removeprefix("cut") for c in tables.cut.values)]
    return markdown(header, [[r, *tables.curve_price.sel(region=r).values] for r in MAIN])


def demand_table(_study, tables):
    """Own-price elasticities of demand of the default by region, beside those that were estimated."""
    rows = []
    for users, good in DEMAND:
        published = map(str, PUBLISHED[good] if users != "power" and good in PUBLISHED else ("-", "-"))
        values = [float(tables.demand.sel(nests="default", users=users, good=good, region=r)) for r in MAIN]
        rows.append([f"{users}: {GOODS[good]}", *values, *published])
    return markdown(["demand of", *MAIN, "estimated, short run", "estimated, long run"], rows)


def nests_table(_study, tables):
    """The same, mean of five regions, with each source of nests."""
    nests = [str(n) for n in tables.nests.values]
    mean = tables.demand.sel(region=list(MAIN)).mean("region")
    rows = [[f"{users}: {GOODS[good]}", *(float(mean.sel(nests=n, users=users, good=good)) for n in nests)] for users, good in DEMAND]
    return markdown(["demand of, mean of " + ", ".join(MAIN), *nests], rows)


def supply_table(_study, tables):
    """Supply elasticities of fuels of the default, and pass-through of a carbon price to the price of power."""
    rows = [[f"supply of {GOODS[good]}", *supply_of(tables, good)] for good in ("coal", "crude_oil", "gas")]
    passed = tables.pass_through.sel(nests="default", users="producers", good="electricity")
    return markdown(["", *MAIN], [*rows, ["carbon price to price of power [%]", *(float(passed.sel(region=r)) for r in MAIN)]])


def supply_of(tables, good):
    table = tables.supply.sel(nests="default", users="producers", good=good)
    return [float(table.sel(region=r)) for r in MAIN]


TABLES = {"solo": solo_table, "sectors": sector_table, "places": place_table, "fuels": fuel_table,
          "choices": choice_table, "curves": curve_table, "demand": demand_table, "nests": nests_table, "supply": supply_table}


def filled(page, study, tables):
    """The page with its tables written anew."""
    return BLOCK.sub(lambda match: match[1] + TABLES[match["name"]](study, tables), page)


def sentences_on_runs(page):
    """What the page says of runs: all but its introduction and tables."""
    return BLOCK.sub("", page[page.index("\n## "):])


class Runs:
    """What claims of the page may name: `validation`, `tables`, and the ready-made studies, each run once."""

    def __init__(self, study, tables, folder):
        self.opened, self.folder = {"validation": study, "tables": tables}, folder

    def __call__(self, name):
        if name not in self.opened:
            self.opened[name] = etslink.run(ROOT / "studies" / f"{name}.toml", output=self.folder / f"{name}.h5", solver="newton-krylov")
        return self.opened[name]


def main():
    parser = argparse.ArgumentParser(description="the tables of docs/validation.md, made by the program")
    parser.add_argument("--check", action="store_true", help="change nothing; exit code 1 where a table differs")
    parser.add_argument("--results", type=Path, default=ROOT / "out" / "validation", help="folder of the results (%(default)s)")
    parser.add_argument("--page", type=Path, default=PAGE, help="page whose tables are written (%(default)s)")
    arguments = parser.parse_args()
    page = arguments.page.read_text()
    study, tables = runs(arguments.results)
    results = Results("validation", Runs(study, tables, arguments.results))
    new, left = renewed(filled(page, study, tables), results)
    left = left or problems(sentences_on_runs(new), results)
    if arguments.check:
        sys.exit(0 if new == page and not left else f"{arguments.page}: a table or a number is not that of the program")
    arguments.page.write_text(new)
    print(f"{len(left) or 'nothing'} left to mend by hand", *left, sep="\n    ")
    sys.exit(bool(left))


if __name__ == "__main__":
    main()
