/* SPDX-License-Identifier: Apache-2.0 */
// One group of a results file: values over named axes. Missing values are null.
class Data {
  constructor(part) {
    this.attributes = part.attributes || {};
    this.variables = part.variables || {};
    this.axes = {};
    this.places = {};
    for (const [axis, labels] of Object.entries(part.axes || {})) {
      this.axes[axis] = Array.isArray(labels) ? labels : Array.from({ length: labels }, (_, i) => i);
      this.places[axis] = new Map(this.axes[axis].map((label, i) => [label, i]));
    }
  }

  has(name) {
    return name in this.variables;
  }
  labels(axis) {
    return this.axes[axis] || [];
  }
  units(name) {
    return this.variables[name].units || "";
  }
  meaning(name) {
    return this.variables[name].long_name || name;
  }
  formula(name) {
    return this.variables[name].description || "";
  }
  axesOf(name) {
    return this.variables[name].axes;
  }

  // The value where every axis of the variable has the label that `place` names; null where it is missing.
  at(name, place) {
    const variable = this.variables[name];
    if (!variable) return null;
    let index = 0;
    for (const axis of variable.axes) {
      if (!(axis in place)) throw new Error(`${name}: no place on the axis ${axis}`);
      const i = this.places[axis].get(place[axis]);
      if (i === undefined) return null;
      index = index * this.axes[axis].length + i;
    }
    return variable.values[index];
  }

  // Is any value known?
  isKnown(name) {
    return this.has(name) && this.variables[name].values.some((value) => value !== null);
  }

  // Name of a region, sector ... in words, where the file has one.
  nameOf(axis, label) {
    const words = this.has(`${axis}_name`) ? this.at(`${axis}_name`, { ...this.here, [axis]: label }) : null;
    return words && words !== label ? `${label}, ${words}` : label;
  }
}

// The root group of a study as one of its variants; without variants as it is.
class StudyView extends Data {
  constructor(part) {
    super(part);
    this.variants = this.labels("variant");
    this.variant = this.variants[0];
  }

  at(name, place) {
    return super.at(name, this.variants.length > 0 ? { variant: this.variant, ...place } : place);
  }

  // Least and largest value over the variants, where they differ.
  range(name, place) {
    const values = this.variants.map((variant) => this.at(name, { ...place, variant })).filter((value) => value !== null);
    const low = Math.min(...values),
      high = Math.max(...values);
    return values.length > 1 && low < high ? { low, high } : {};
  }

  isOn(scenario, market) {
    return this.at("carbon_price", { scenario, market }) !== null;
  }
  isMember(scenario, market, region) {
    return this.at("carbon_price_local", { scenario, market, region }) !== null;
  }
  status(scenario) {
    return this.at("solver_status", { scenario });
  }

  // Scenarios that differ from the reference: a market is on, a tax rate moves, something has changed, or it failed.
  scenariosShown() {
    const moves = (scenario, name) => this.labels("region").some((region) => Math.abs(this.at(name, { scenario, region })) > 1e-5);
    return this.labels("scenario").filter(
      (scenario) =>
        this.status(scenario) !== "solved" ||
        this.labels("market").some((market) => this.isOn(scenario, market)) ||
        moves(scenario, "gdp_change") ||
        moves(scenario, "welfare_change"),
    );
  }

  // Regions with a market in any scenario; all where there is none.
  regionsShown() {
    const inMarket = this.labels("region").filter((region) =>
      this.labels("scenario").some((scenario) => this.labels("market").some((market) => this.isMember(scenario, market, region))),
    );
    return inMarket.length > 0 ? inMarket : this.labels("region");
  }

  // Why a value is missing.
  reason(name, place) {
    const { scenario, market, region, link } = place;
    if (this.status(scenario) !== "solved") return `scenario ${scenario}: ${this.status(scenario)}`;
    if (market !== undefined && !this.isOn(scenario, market)) return `market ${market} is off in this scenario`;
    const note = (text) => (this.has(text) ? this.at(text, { scenario }) : "");
    if (/^leakage_.*_channel$/.test(name) && note("leakage_channels_note")) return note("leakage_channels_note");
    if (/abatement_cost$|_macc/.test(name) && note("abatement_cost_note")) return note("abatement_cost_note");
    if (link !== undefined) return "the link or project is not part of this scenario";
    if (name === "co2_cap") return "the market has no cap";
    if (name === "allowances") return "a tax has no permits";
    if (name === "average_abatement_cost") return "the region has no effort of its own";
    if (name === "domestic_leakage") return "the coalition's covered emissions do not fall";
    if (name === "leakage_by_region" && this.at("in_coalition", { scenario, region }) === 1) return "the region belongs to the coalition";
    if (name === "leakage_international_transport" && this.at("leakage_rate", { scenario }) !== null)
      return "all international transport belongs to the coalition, or there is none";
    if (/leakage/.test(name)) return "the emissions of the coalition do not fall";
    return "not defined here, by the definition of the result";
  }
}
