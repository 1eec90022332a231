# SPDX-License-Identifier: Apache-2.0
"""What the figures of a report should show, from the files themselves: for each figure and choice the number behind a mark."""
import csv
import json

import numpy as np
import xarray

QUANTILES = {"5 %": 0, "25 %": 1, "median": 2, "75 %": 3, "95 %": 4}
WELFARE = {
    "abatement": ["welfare_abatement"],
    "taxes": ["welfare_tax_use", "welfare_tax_factor", "welfare_tax_output", "welfare_tax_export", "welfare_tariff"],
    "terms of trade": ["welfare_terms_of_trade"],
    "permits across borders": ["welfare_permit_trade"],
    "factors and transfers across borders": ["welfare_factor_income", "welfare_transfers"],
    "supply of factors, fixed demand, technology": ["welfare_factor_supply", "welfare_fixed_demand", "welfare_technology"],
}
CHANNELS = {"fuel prices": "leakage_fuel_price_channel", "competitiveness": "leakage_competitiveness_channel"}


def page_data(page):
    """The data that a page carries, read without a browser."""
    text = page.read_text()
    begin = text.index('id="data">') + len('id="data">')
    return json.loads(text[begin:text.index("</script>", begin)])


def code(label):
    """KOR of "KOR, Korea"."""
    return label.split(", ")[0]


class Study:
    """Figures of a results file; of several variants the first is drawn."""

    def __init__(self, path, variant=None):
        self.all = xarray.open_dataset(path)
        self.data = self.all.sel(variant=variant or self.all.variant[0]) if "variant" in self.all.dims else self.all
        self.reference = self.all.attrs["reference_scenario"]

    def at(self, name, *labels):
        if name == "abatement_percent":
            abatement, co2 = self.at("abatement", *labels), self.at("co2", *labels)
            return 100 * abatement / (abatement + co2)
        array = self.data[name]
        return float(array.sel(dict(zip(array.dims, labels))))

    def cut(self, scenario, user, region=None):
        change = (self.data.co2_by_user.sel(scenario=self.reference) - self.data.co2_by_user.sel(scenario=scenario)).sel(user=user)
        return float(change.sum()) if region is None else float(change.sel(region=region))

    def value(self, figure, chosen, key):
        labels = key.split("|")
        if figure == "prices":
            return self.at("carbon_price", *labels)
        if figure == "permits":
            region = labels[1] if labels[0].startswith(("pool ", "traded ")) else labels[0]
            return abs(self.at(chosen["result"], chosen["scenario"], region))
        if figure == "leakage":
            return self.at(CHANNELS[labels[1]] if len(labels) > 1 else "leakage_rate", labels[0])
        if figure == "welfare-parts":
            return sum(self.at(name, chosen["scenario"], labels[0]) for name in (WELFARE[labels[1]] if len(labels) > 1 else ["welfare_ev"]))
        if figure == "output":
            return self.at("output_change", chosen["scenario"], labels[1], code(labels[0]))
        if figure == "technologies":
            scenario, *one = labels
            of = self.data[chosen["result"]].sel(scenario=scenario, region=chosen["region"])
            mine = [name for name in of.technology.values.astype(str) if name.split(".")[0] == chosen["sector"]]
            return float(of.sel(technology=one or mine).sum())
        if figure == "sectors":
            return self.cut(chosen["scenario"], *labels)
        return self.at(chosen["result"], *labels)  # bars of one result


class Curves:
    def __init__(self, path):
        self.data = xarray.open_dataset(path)

    def value(self, figure, chosen, key):
        curve, x = key.split("|")
        one = self.data.sel(curve=curve)
        point = int(np.argmin(abs(one[chosen["x"]].values - float(x))))
        assert float(one[chosen["x"]][point]) == float(x)
        result = one["carbon_price" if figure == "curves" else chosen["result"]].isel(point=point)
        return float(result.sel(region=chosen["region"]) if "region" in result.dims else result)


class Coalitions(Study):
    def __init__(self, path):
        super().__init__(path)
        self.gains = xarray.open_dataset(path, group="coalitions")

    def value(self, figure, chosen, key):
        if figure == "coalitions":
            return float(self.gains.total_gain.sel(structure=key, measure=chosen["measure"]))
        if figure == "gains":
            structure, market = key.rsplit("|", 1)
            return float(self.gains.gain.sel(structure=structure, market=market, measure=chosen["measure"]))
        if figure in ("permits", "sectors", "output", "welfare-parts"):
            return super().value(figure, chosen, key)
        # Names of structures hold the sign that parts a key.
        scenario = max((name for name in self.data.scenario.values.astype(str) if f"{key}|".startswith(f"{name}|")), key=len)
        labels = key[len(scenario) + 1:].split("|") if key != scenario else []
        if figure == "leakage":
            return self.at(CHANNELS[labels[0]] if labels else "leakage_rate", scenario)
        return self.at("carbon_price" if figure == "prices" else chosen["result"], scenario, *labels)


class Sweep:
    def __init__(self, path):
        self.samples, self.statistics = xarray.open_dataset(path), xarray.open_dataset(path, group="statistics")

    def place(self, name, element):
        """The axis beside the scenario with the label that is shown: the first where it has another axis."""
        axes = [axis for axis in self.statistics[f"{name}_mean"].dims if axis != "scenario"]
        labels = self.statistics[axes[0]].values.astype(str) if axes else []
        return {axes[0]: element if element in labels else labels[0]} if axes else {}

    def value(self, figure, chosen, key):
        name, labels = chosen["result"], key.split("|")
        if figure == "quantiles":
            axis = [axis for axis in self.statistics[f"{name}_mean"].dims if axis != "scenario"]
            place = dict(zip(["scenario", *axis], labels))
            kind = f"{name}_mean" if labels[-1] == "mean" else f"{name}_quantiles"
            array = self.statistics[kind].sel(place)
            return float(array if labels[-1] == "mean" else array[QUANTILES[labels[-1]]])
        place = self.place(name, chosen["element"])
        if figure == "drivers":
            return float(self.statistics[name + chosen["kind"]].sel({**place, "axis": labels[0], "scenario": labels[1]}))
        if figure == "convergence":
            return float(self.statistics[f"{name}_running_mean"].sel({**place, "scenario": labels[0]})[round(float(labels[1]) / 10) - 1])
        return self.share(self.samples[name].sel(place), *labels)

    def share(self, values, scenario, middle):
        """Per cent of the samples in the bin around `middle`."""
        kept = values.where((self.samples.solver_status == 0).all("scenario"))
        low, high = float(kept.min()), float(kept.max())
        if low == high:
            return 100
        counts, edges = np.histogram(kept.sel(scenario=scenario).dropna("sample"), 30, (low, high))
        bin_number = int(np.argmin(abs((edges[:-1] + edges[1:]) / 2 - float(middle))))
        return 100 * counts[bin_number] / counts.sum()


class Sensitivities:
    def __init__(self, path):
        with path.open(newline="") as file:
            self.rows = list(csv.DictReader(file))

    def value(self, _, chosen, key):
        for row in self.rows:
            element = f" {row['element']}" if row["element"] else ""
            if row["parameter"] == key and f"{row['indicator']}{element}, {row['scenario']}" == chosen["result"]:
                return float(row["effect_of_one_percent"] or "nan")
        raise AssertionError(key)
