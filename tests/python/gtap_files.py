# SPDX-License-Identifier: Apache-2.0
"""The economy of tests/fixtures/gtap_like as GTAP has it, in header array files, and the benchmark folder that it must become.

GTAP knows no stock changes, no public ownership and no purposes: the economy is made without them. Energy and CO2 say instead how
much of the chemical sector's oil and gas is feedstock. The numbers are invented; flows are whole, so that single precision keeps them.
"""
import importlib.util
from pathlib import Path

import numpy as np

from har_writer import HarWriter

ROOT = Path(__file__).resolve().parents[2]
SECTORS = {"COA": "coa", "CRU": "oil", "GAS": "gas", "OIL": "p_c", "ELY": "ely", "CHM": "crp", "AGR": "agr", "TRN": "otp", "OTH": "svc"}
ROLES = {"coa": "coal", "oil": "crude_oil", "gas": "gas", "p_c": "refined_oil", "ely": "electricity"}
FACTORS = {"LAB": "Labor", "CAP": "Capital", "LND": "Land", "RES": "NatlRes"}
AGENTS = {"HH": "P", "GOV": "G", "INV": "I"}
GOODS, REGIONS, ENDOWMENTS = list(SECTORS.values()), ["EAST", "WEST", "SOUTH"], list(FACTORS.values())
MARGIN, PJ_PER_MTOE = "otp", 41.868
CO2 = {"coa": 0.03, "gas": 0.008, "p_c": 0.006}  # Mt per million USD that is burnt
PJ = {"coa": 0.3, "oil": 0.1, "gas": 0.15, "p_c": 0.08, "ely": 0.02}
NOT_BURNT = {("crp", "p_c"): 1, ("crp", "gas"): 0.6}
ESUBD = {"coa": 3.05, "oil": 5.2, "gas": 17.2, "p_c": 2.1, "ely": 2.8, "crp": 3.3, "agr": 2.4, "otp": 1.9, "svc": 1.9}


def accounts():
    """Flows of the fixture without what GTAP has not."""
    path = ROOT / "tests/fixtures/make_gtap_like.py"
    spec = importlib.util.spec_from_file_location("make_gtap_like", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.PURCHASES["STK"] = [0] * 9
    module.PURPOSES, module.GOVERNMENT_OWNS = {}, {}
    return module.Accounts()


class GtapEconomy:
    """The flows by GTAP's codes, as arrays over goods, users, regions."""

    def __init__(self, joint=False):
        flows = accounts()
        shape = len(GOODS), len(GOODS), len(REGIONS)
        self.firms, self.finals = {}, {}
        for origin in ("domestic", "imported"):
            self.firms[origin] = np.zeros((2, *shape))  # value, tax
            self.finals[origin] = {agent: np.zeros((2, len(GOODS), len(REGIONS))) for agent in AGENTS}
        for (region, good, user, origin, _), value in flows.use.items():
            g, r, tax = GOODS.index(SECTORS[good]), REGIONS.index(region), flows.use_tax[region, good, user, origin, ""]
            if user in AGENTS:
                self.finals[origin][user][:, g, r] += value, tax
            elif user in SECTORS:
                self.firms[origin][:, g, GOODS.index(SECTORS[user]), r] += value, tax
        self.trade = np.zeros((4, len(GOODS), len(REGIONS), len(REGIONS)))  # value, export tax, margin, tariff
        for (exporter, good, importer), entry in flows.trade.items():
            self.trade[:, GOODS.index(SECTORS[good]), REGIONS.index(exporter), REGIONS.index(importer)] = entry
        self.margin_supply = np.array([flows.margin_supply[region] for region in REGIONS], dtype=float)
        self.factors = np.zeros((2, len(ENDOWMENTS), len(GOODS), len(REGIONS)))
        for (region, sector, factor), value in flows.payment.items():
            place = ENDOWMENTS.index(FACTORS[factor]), GOODS.index(SECTORS[sector]), REGIONS.index(region)
            self.factors[(slice(None), *place)] = value, flows.factor_tax[region, sector, factor]
        self.make = np.zeros(shape)
        self.output_tax = np.zeros(shape)
        for sector, code in SECTORS.items():
            for r, region in enumerate(REGIONS):
                s = GOODS.index(code)
                self.make[s, s, r], self.output_tax[s, s, r] = flows.output(region, sector), flows.output_tax[region, sector]
        self.income_tax = self.factors[0] // 10
        if joint:
            self.make_jointly()
        self.add_saving()

    def make_jointly(self):
        """Services make some of the farms' good, and pay the wages for it."""
        farm, service, wages = GOODS.index("agr"), GOODS.index("svc"), ENDOWMENTS.index("Labor")
        self.make[farm, farm] -= 100
        self.make[farm, service] += 100
        self.factors[0, wages, farm] -= 100
        self.factors[0, wages, service] += 100

    def add_saving(self):
        """Saving is what pays for investment and for the surplus of trade."""
        investment = sum(self.finals[origin]["INV"].sum(axis=(0, 1)) for origin in self.finals)
        free_on_board, margins = self.trade[:2].sum(axis=(0, 1)), self.trade[2].sum(axis=0)
        exports = free_on_board.sum(axis=1) + self.margin_supply
        self.surplus = exports - (free_on_board + margins).sum(axis=0)
        self.depreciation = self.factors[0, ENDOWMENTS.index("Capital")].sum(axis=0) // 20
        self.saving = investment + self.surplus - self.depreciation

    def purchases(self):
        """(region, good, user, origin) -> value, tax."""
        table = {}
        for origin in self.firms:
            for g, good in enumerate(GOODS):
                for r, region in enumerate(REGIONS):
                    for u, user in enumerate(GOODS):
                        table[region, good, user, origin] = tuple(self.firms[origin][:, g, u, r])
                    for agent in AGENTS:
                        table[region, good, f"{agent}_{region}", origin] = tuple(self.finals[origin][agent][:, g, r])
        return {key: entry for key, entry in table.items() if any(entry)}

    def physical(self, per_musd, burnt_only, scale=1.0):
        """Arrays of single precision, by origin: of firms and of final users."""
        codes = [good for good in GOODS if good in per_musd]
        result = {}
        for origin, short in (("domestic", "D"), ("imported", "M")):
            rows = [GOODS.index(good) for good in codes]
            rate = np.array([per_musd[good] for good in codes]) * scale
            firms = self.firms[origin][0, rows] * rate[:, None, None]
            for (user, good), part in NOT_BURNT.items():
                if burnt_only and good in codes:
                    firms[codes.index(good), GOODS.index(user)] *= 1 - part
            result[short, "F"] = firms.astype(np.float32)
            for agent, letter in AGENTS.items():
                result[short, letter] = (self.finals[origin][agent][0, rows] * rate[:, None]).astype(np.float32)
        return codes, result


class GtapWriter:
    """Writes the files of an economy in a version's headers."""

    def __init__(self, economy, version, order="<"):
        self.economy, self.version, self.order = economy, version, order
        seven = version == 7
        self.goods = ("COMM" if seven else "TRAD_COMM", GOODS)
        self.users = ("ACTS", GOODS) if seven else ("PROD_COMM", GOODS + ["CGDS"])
        self.regions, self.endowments = ("REG", REGIONS), ("ENDW" if seven else "ENDW_COMM", ENDOWMENTS)

    def write(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        self.flows(folder / "basedata.har")
        self.parameters(folder / "default.prm")
        self.physical(folder / "co2.har", "M", CO2, True)
        self.physical(folder / "gsdfvole.har", "E", PJ, False)
        sets = HarWriter(self.order)
        sets.texts("H1", REGIONS, "Set REG regions")
        sets.write(folder / "sets.har")
        return folder

    def with_investment(self, firms, investment):
        """Version 6 has investment among the users."""
        return np.concatenate([firms, investment[:, None, :]], axis=1) if self.version == 6 else firms

    def flows(self, path):
        economy, seven = self.economy, self.version == 7
        har = HarWriter(self.order, block=5)
        har.texts("DREL", ["an invented economy"], "release", 40)
        pair = ("B", "P") if seven else ("M", "A")
        for origin, letter in (("domestic", "D"), ("imported", "M" if seven else "I")):
            firms, finals = economy.firms[origin], economy.finals[origin]
            for end, parts in zip(pair, (1, 2)):
                values = self.with_investment(firms[:parts].sum(axis=0), finals["INV"][:parts].sum(axis=0))
                har.reals(f"V{letter}F{end}", values, [self.goods, self.users, self.regions], sparse=letter == "D")
                for agent, short in AGENTS.items():
                    if seven or agent != "INV":
                        har.reals(f"V{letter}{short}{end}", finals[agent][:parts].sum(axis=0), [self.goods, self.regions])
        trade_names = ["VXSB", "VFOB", "VCIF", "VMSB"] if seven else ["VXMD", "VXWD", "VIWS", "VIMS"]
        for parts, name in enumerate(trade_names, 1):
            har.reals(name, economy.trade[:parts].sum(axis=0), [self.goods, self.regions, self.regions])
        margin = ("MARG" if seven else "MARG_COMM", [MARGIN])
        har.reals("VTWR", economy.trade[2:3], [margin, self.goods, self.regions, self.regions], "margins", sparse=True)
        har.reals("VST", economy.margin_supply[None, :], [margin, self.regions])
        self.factors(har)
        har.reals("SAVE", economy.saving, [self.regions])
        har.reals("VDEP", economy.depreciation, [self.regions])
        har.write(path)

    def factors(self, har):
        economy, seven = self.economy, self.version == 7
        sets = [self.endowments, self.users, self.regions]
        none = np.zeros((len(ENDOWMENTS), len(REGIONS)))
        har.reals("EVFB" if seven else "VFM", self.with_investment(economy.factors[0], none), sets)
        har.reals("EVFP" if seven else "EVFA", self.with_investment(economy.factors.sum(axis=0), none), sets)
        after_tax = economy.factors[0] - economy.income_tax
        if seven:
            har.reals("EVOS", after_tax, sets)
            har.reals("MAKB", economy.make, [self.goods, self.users, self.regions], sparse=True)
            har.reals("MAKS", economy.make - economy.output_tax, [self.goods, self.users, self.regions], sparse=True)
        else:
            har.reals("EVOA", after_tax.sum(axis=1), [self.endowments, self.regions])

    def parameters(self, path):
        har, seven = HarWriter(self.order), self.version == 7
        esubd = np.array([ESUBD[good] for good in GOODS])
        esubva = np.arange(1, len(self.users[1]) + 1) / 10
        moves = np.array([0, 0, -1.25, -0.001])
        if seven:  # by region
            regional = np.repeat(esubd[:, None], len(REGIONS), axis=1)
            regional[GOODS.index("svc"), 2] = 1.45
            har.reals("ESBD", regional, [self.goods, self.regions])
            har.reals("ESBV", np.repeat(esubva[:, None], len(REGIONS), axis=1), [self.users, self.regions])
            har.reals("ETRE", np.repeat(moves[:, None], len(REGIONS), axis=1), [self.endowments, self.regions])
            har.reals("EFLG", [[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]],
                      [self.endowments, ("FLAG", ["mobile", "sluggish", "fixed"])], sparse=True)
        else:
            har.reals("ESBD", esubd, [self.goods])
            har.reals("ESBV", esubva, [self.users])
            har.reals("ETRE", moves, [self.endowments])
            har.matrix("SLUG", [[0], [0], [1], [1]], "2I")
        har.reals("ESBM", 2 * esubd, [self.goods])
        har.write(path)

    def physical(self, path, kind, per_musd, burnt_only):
        codes, arrays = self.economy.physical(per_musd, burnt_only, 1 / PJ_PER_MTOE if kind == "E" else 1.0)
        har, fuels = HarWriter(self.order), ("FUEL" if kind == "M" else "ERG", codes)
        for (origin, letter), values in arrays.items():
            middle = "I" if origin == "M" and self.version == 6 else origin
            if letter == "F":
                if self.version == 6:
                    values = self.with_investment(values, arrays[origin, "I"])
                har.reals(f"{kind}{middle}F", values, [fuels, self.users, self.regions])
            elif letter != "I" or self.version == 7:
                har.reals(f"{kind}{middle}{letter}", values, [fuels, self.regions])
        har.write(path)
