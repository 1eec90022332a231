/* SPDX-License-Identifier: Apache-2.0 */
// The table that the program prints: scenarios side by side; "-" where a value is missing, with its reason below.
// `of`: shown where a market is on, where one regulates international transport, where shocks move the economy, or where any value
// is known; always without it.
const headlineSections = [
  { title: "carbon price", name: "carbon_price", axis: "market", decimals: 2, of: "carbon" },
  { title: "permits over restricted links and from projects", name: "permit_flow", axis: "link", decimals: 2, of: "carbon" },
  { title: "rent per permit", name: "permit_rent", axis: "link", decimals: 2, of: "carbon" },
  { title: "change of a tax rate", name: "tax_rate_change", axis: "region", decimals: 3, of: "known" },
  { title: "CO2 abatement", name: "abatement", axis: "region", decimals: 1, hasSum: true, of: "carbon" },
  { title: "CO2 abatement, of reference emissions", name: "abatement_percent", axis: "region", decimals: 2, of: "carbon" },
  {
    title: "CO2 abatement of international transport",
    name: "abatement_international_transport",
    axis: "region",
    decimals: 1,
    hasSum: true,
    of: "transport",
  },
  { title: "real GDP, change from the reference", name: "gdp_change", axis: "region", decimals: 3 },
  { title: "real national income (GNI), change from the reference", name: "gni_change", axis: "region", decimals: 3 },
  { title: "welfare, of reference consumption", name: "welfare_change", axis: "region", decimals: 3 },
  { title: "welfare, equivalent variation", name: "welfare_ev", axis: "region", decimals: 0, hasSum: true },
  { title: "abatement cost by the curve", name: "abatement_cost_macc", axis: "region", decimals: 0, hasSum: true, of: "carbon" },
  { title: "permits bought (+) or sold (-)", name: "permit_imports", axis: "region", decimals: 1, hasSum: true, of: "carbon" },
  {
    title: "payment for permits bought (+) or sold (-)",
    name: "permit_import_value",
    axis: "region",
    decimals: 0,
    hasSum: true,
    of: "carbon",
  },
  { title: "terms of trade, change from the reference", name: "terms_of_trade", axis: "region", decimals: 3 },
  { title: "exports, change from the reference", name: "exports_change", axis: "region", decimals: 3, of: "shocks" },
  { title: "imports, change from the reference", name: "imports_change", axis: "region", decimals: 3, of: "shocks" },
  { title: "price of consumption, benchmark = 1", name: "consumer_price", axis: "region", decimals: 4, of: "shocks" },
  { title: "CO2 emissions", name: "co2", axis: "region", decimals: 1, hasSum: true, of: "shocks" },
  { title: "unemployment", name: "unemployment", axis: "region", decimals: 2, of: "known" },
  { title: "price of foreign exchange, numeraire = 1", name: "foreign_exchange", axis: "region", decimals: 4, of: "known" },
  { title: "carbon leakage, of the coalition's reduction", name: "leakage_rate", decimals: 2, of: "carbon" },
  { title: "leakage by fuel prices", name: "leakage_fuel_price_channel", decimals: 2, of: "carbon" },
  { title: "leakage by competitiveness", name: "leakage_competitiveness_channel", decimals: 2, of: "carbon" },
  {
    title: "growth of uncovered emissions inside the coalition, of the reduction of covered ones",
    name: "domestic_leakage",
    decimals: 2,
    of: "carbon",
  },
];

// Abatement in per cent of what the region emits in the reference: abatement + co2.
function abatementPercent(view, place) {
  const abatement = view.at("abatement", place),
    co2 = view.at("co2", place);
  return abatement === null || co2 === null || abatement + co2 === 0 ? null : (100 * abatement) / (abatement + co2);
}

function resultAt(view, name, place) {
  return name === "abatement_percent" ? abatementPercent(view, place) : view.at(name, place);
}

function rangeOver(view, number) {
  const kept = view.variant;
  const values = view.variants
    .map((variant) => {
      view.variant = variant;
      return number();
    })
    .filter((value) => value !== null);
  view.variant = kept;
  const low = Math.min(...values),
    high = Math.max(...values);
  return values.length > 1 && low < high ? { low, high } : {};
}

class Headline {
  constructor(view) {
    this.view = view;
    this.scenarios = view.scenariosShown();
    const isOn = (scenario) => view.labels("market").some((market) => view.isOn(scenario, market));
    const hasShocks =
      view.labels("market").length === 0 || this.scenarios.some((scenario) => view.status(scenario) === "solved" && !isOn(scenario));
    const isInCoalition = (scenario) => view.labels("region").some((region) => view.at("transport_in_coalition", { scenario, region }) === 1);
    this.topics = {
      carbon: this.scenarios.some(isOn) || !hasShocks,
      transport: view.has("transport_in_coalition") && this.scenarios.some(isInCoalition),
      shocks: hasShocks,
    };
    this.reasons = [];
    this.node = element("div");
    this.draw();
  }

  draw() {
    this.reasons = [];
    const { view } = this,
      variants = view.variants.length > 1 ? `; in brackets the range over the variants ${view.variants.join(", ")}` : "";
    const table = element(
      "table",
      {},
      element(
        "caption",
        {},
        element("span", { class: "still" }, `Changes are against the scenario ${view.attributes.reference_scenario}${variants}`),
      ),
    );
    table.append(
      element("thead", {}, element("tr", {}, element("td"), ...this.scenarios.map((name) => element("th", { scope: "col" }, name)))),
    );
    for (const section of headlineSections) {
      const body = this.section(section);
      if (body) table.append(body);
    }
    const notes =
      this.reasons.length === 0
        ? null
        : element("ol", { class: "soft missing" }, ...this.reasons.map((reason) => element("li", {}, reason)));
    this.node.replaceChildren(
      element("div", { class: "scroll headline", tabindex: 0, role: "region", "aria-label": "Main results" }, table),
      notes ? element("p", { class: "soft" }, "Why values are missing (-):") : "",
      notes || "",
    );
  }

  section({ title, name, axis, decimals, hasSum, of }) {
    const { view } = this,
      isPercent = name === "abatement_percent",
      variable = isPercent ? "abatement" : name;
    if (!view.has(variable) || (of === "known" ? !view.isKnown(name) : of && !this.topics[of])) return null;
    const labels = axis === undefined ? [null] : axis === "region" ? view.regionsShown() : view.labels(axis);
    if (labels.length === 0 || this.scenarios.length === 0) return null;
    const unit = isPercent ? "%" : view.units(name),
      body = element("tbody");
    const heading = unit ? `${title} [${unit}]` : title;
    if (axis === undefined) {
      body.append(this.row(heading, name, decimals, (scenario) => ({ scenario })));
      return body;
    }
    body.append(
      element(
        "tr",
        {},
        element("th", { scope: "rowgroup", colspan: this.scenarios.length + 1 }, element("span", { class: "still" }, heading)),
      ),
    );
    for (const label of labels) body.append(this.row(label, name, decimals, (scenario) => ({ scenario, [axis]: label })));
    if (hasSum && labels.length > 1) body.append(this.sumRow(name, decimals, labels, axis));
    return body;
  }

  row(label, name, decimals, placeIn) {
    const cells = this.scenarios.map((scenario) => {
      const place = placeIn(scenario),
        number = () => resultAt(this.view, name, place);
      return this.cell(
        number(),
        rangeOver(this.view, number),
        decimals,
        () => this.view.reason(name, place),
        `${name}|${Object.values(place).join("|")}`,
      );
    });
    return element("tr", {}, element("th", { scope: "row" }, label), ...cells);
  }

  sumRow(name, decimals, labels, axis) {
    const cells = this.scenarios.map((scenario) => {
      const number = () => {
        const values = labels.map((label) => this.view.at(name, { scenario, [axis]: label }));
        return values.includes(null) ? null : d3.sum(values);
      };
      return this.cell(number(), rangeOver(this.view, number), decimals, () => "a part of the sum is missing", `${name}|${scenario}|sum`);
    });
    return element("tr", {}, element("th", { scope: "row" }, "sum"), ...cells);
  }

  cell(value, { low, high }, decimals, reason, key) {
    if (value === null) {
      const why = reason();
      if (!this.reasons.includes(why)) this.reasons.push(why);
      const number = this.reasons.indexOf(why) + 1;
      return element(
        "td",
        { title: why, "data-key": key, "data-value": "" },
        "-",
        element("sup", { "aria-hidden": "true" }, String(number)),
        element("span", { class: "unseen" }, `missing: ${why}`),
      );
    }
    const cell = element("td", { "data-key": key, "data-value": value }, numberText(value, decimals));
    if (low !== undefined && numberText(low, decimals) !== numberText(high, decimals))
      cell.append(element("span", { class: "range" }, ` (${numberText(low, decimals)} to ${numberText(high, decimals)})`));
    return cell;
  }
}
