/* SPDX-License-Identifier: Apache-2.0 */
// Figures of a study: what 'etslink run' and 'etslink coalitions' have solved.

// Columns and rows of a long table, with the range over the variants where there are several.
function longTable(view, axes, items, { name, unit }) {
  const hasRange = items.some(({ low }) => low !== undefined),
    hasReason = items.some(({ value }) => value === null);
  const columns = [...axes.map((axis) => ({ name: axis })), { name, unit }];
  if (hasRange) columns.push({ name: "least over variants", unit }, { name: "largest over variants", unit });
  if (hasReason) columns.push({ name: "missing because" });
  const rows = items.map((item) => ({
    ...item.place,
    [name]: item.value,
    "least over variants": item.low,
    "largest over variants": item.high,
    "missing because": item.value === null ? item.reason : "",
  }));
  return { columns, rows };
}

// Bars of a result over the labels of an axis and the scenarios.
function barContent(view, name, { axis, labels, byScenario, scenarios = view.scenariosShown() }) {
  const isPercent = name === "abatement_percent",
    unit = isPercent ? "%" : view.units(name);
  const item = (label, scenario) => {
    const place = axis === undefined ? { scenario } : { scenario, [axis]: label };
    const value = resultAt(view, name, place);
    const [group, row] = axis === undefined ? [undefined, scenario] : byScenario ? [scenario, label] : [label, scenario];
    return {
      place,
      group: group === undefined || byScenario ? group : view.nameOf(axis, group),
      label: row,
      key: Object.values(place).join("|"),
      value,
      reason: value === null ? view.reason(name, place) : "",
      ...rangeOver(view, () => resultAt(view, name, place)),
    };
  };
  const all = axis === undefined ? [null] : labels;
  const items = byScenario
    ? scenarios.flatMap((scenario) => all.map((label) => item(label, scenario)))
    : all.flatMap((label) => scenarios.map((scenario) => item(label, scenario)));
  const meaning = isPercent ? "abatement in per cent of reference emissions" : view.meaning(name),
    formula = isPercent ? "100 abatement / (abatement + co2)" : view.formula(name);
  const whiskers = view.variants.length > 1 ? ` Bars: variant ${view.variant}; thin lines: range over ${view.variants.join(", ")}.` : "";
  return {
    caption: `${meaning} [${unit}]${formula ? `: ${formula}` : ""}.${whiskers}`,
    ...longTable(view, axis === undefined ? ["scenario"] : ["scenario", axis], items, { name, unit }),
    draw: (chart) => drawBars(chart, items, { unit }),
  };
}

const orderChoice = {
  name: "order",
  label: "rows by",
  options: [
    ["region", "region"],
    ["scenario", "scenario"],
  ],
};

// Regions with a market, or all.
function regionChoice(view) {
  const shown = view.regionsShown(),
    all = view.labels("region");
  return {
    name: "regions",
    label: "regions",
    options:
      shown.length < all.length
        ? [
            ["market", "with a market"],
            ["all", "all"],
          ]
        : [["all", "all"]],
  };
}
function chosenRegions(view, { regions }) {
  return regions === "market" ? view.regionsShown() : view.labels("region");
}

function resultChoice(view, names) {
  const known = names.filter((name) => (name === "abatement_percent" ? view.isKnown("abatement") : view.isKnown(name)));
  return {
    name: "result",
    label: "result",
    options: known.map((name) => [
      name,
      name === "abatement_percent" ? "abatement [% of reference]" : `${view.meaning(name)} [${view.units(name)}]`,
    ]),
  };
}

// Bars by region of one of several results.
function regionFigure(view, id, title, names) {
  const result = resultChoice(view, names);
  if (/-cost$/.test(id) && !view.isKnown("carbon_price")) return null;
  if (result.options.length === 0 || view.scenariosShown().length === 0) return null;
  return {
    id,
    title,
    choices: [result, regionChoice(view), orderChoice],
    content: (chosen) =>
      barContent(view, chosen.result, { axis: "region", labels: chosenRegions(view, chosen), byScenario: chosen.order === "scenario" }),
  };
}

function priceFigure(view, id) {
  if (!view.isKnown("carbon_price")) return null;
  return {
    id,
    title: "Carbon prices",
    choices: [
      {
        name: "order",
        label: "rows by",
        options: [
          ["market", "market"],
          ["scenario", "scenario"],
        ],
      },
    ],
    content: ({ order }) =>
      barContent(view, "carbon_price", { axis: "market", labels: view.labels("market"), byScenario: order === "scenario" }),
  };
}

function emissionsFigure(view, id) {
  if (!view.isKnown("co2_covered")) return null;
  const names = ["co2_covered", "co2_cap", "allowances", "permits_withheld", "permits_released", "offsets_used"];
  return {
    id,
    title: "Emissions and permits of the markets",
    choices: [
      resultChoice(view, names),
      {
        name: "order",
        label: "rows by",
        options: [
          ["market", "market"],
          ["scenario", "scenario"],
        ],
      },
    ],
    content: ({ result, order }) =>
      barContent(view, result, { axis: "market", labels: view.labels("market"), byScenario: order === "scenario" }),
  };
}

function linkFigure(view, id) {
  if (!view.isKnown("permit_flow")) return null;
  return {
    id,
    title: "Restricted links and projects",
    choices: [resultChoice(view, ["permit_flow", "permit_rent", "permits_cancelled"])],
    content: ({ result }) =>
      barContent(view, result, {
        axis: "link",
        labels: view.labels("link"),
        scenarios: view
          .scenariosShown()
          .filter((scenario) => view.labels("link").some((link) => view.at("permit_flow", { scenario, link }) !== null)),
      }),
  };
}

function householdFigure(view, id) {
  if (!view.isKnown("welfare_change_by_household")) return null;
  return {
    id,
    title: "Welfare by household",
    choices: [resultChoice(view, ["welfare_change_by_household", "welfare_ev_by_household"])],
    content: ({ result }) => barContent(view, result, { axis: "household", labels: view.labels("household") }),
  };
}

// Any result over one axis, so that whatever else the file holds can be looked at.
function otherFigure(view, id) {
  const isShown = (name) => {
    const axes = view.axesOf(name).filter((axis) => axis !== "variant");
    return (
      axes[0] === "scenario" &&
      axes.length <= 2 &&
      !["link", "household"].includes(axes[1]) &&
      view.isKnown(name) &&
      !/^(solver|ipopt|walras|complementarity|in_coalition|transport_in_coalition|reachable)/.test(name) &&
      view.units(name) !== ""
    );
  };
  const names = Object.keys(view.variables).filter(isShown);
  if (names.length === 0) return null;
  return {
    id,
    title: "Any other result",
    wide: true,
    choices: [
      resultChoice(view, names),
      {
        name: "scenarios",
        label: "scenarios",
        options: [
          ["shown", "that differ from the reference"],
          ["all", "all"],
        ],
      },
    ],
    content: ({ result, scenarios }) => {
      const axis = view.axesOf(result).filter((name) => name !== "variant")[1];
      return barContent(view, result, {
        axis,
        labels: axis === "region" ? view.labels("region") : view.labels(axis),
        scenarios: scenarios === "all" ? view.labels("scenario") : undefined,
      });
    },
  };
}

function studyFigures(view, id) {
  return [
    priceFigure(view, `${id}-prices`),
    tradeFigure(view, `${id}-permits`),
    linkFigure(view, `${id}-links`),
    regionFigure(view, `${id}-abatement`, "Abatement by region", [
      "abatement",
      "abatement_percent",
      "abatement_international_transport",
      "co2",
      "co2_international_transport",
    ]),
    abatementFigure(view, `${id}-sectors`),
    emissionsFigure(view, `${id}-emissions`),
    regionFigure(view, `${id}-cost`, "Abatement cost", [
      "abatement_cost_macc",
      "average_abatement_cost",
      "abatement_cost_gdp",
      "abatement_cost_gni",
      "abatement_cost_ev",
    ]),
    regionFigure(view, `${id}-gdp`, "GDP and national income", ["gdp_change", "gni_change", "gdp", "gni"]),
    regionFigure(view, `${id}-welfare`, "Welfare", ["welfare_change", "welfare_ev", "terms_of_trade", "consumer_price"]),
    welfarePartsFigure(view, `${id}-welfare-parts`),
    householdFigure(view, `${id}-households`),
    leakageFigure(view, `${id}-leakage`),
    leakagePlaceFigure(view, `${id}-leakage-where`),
    regionFigure(view, `${id}-trade`, "Trade in goods", ["exports_change", "imports_change", "terms_of_trade"]),
    technologyFigure(view, `${id}-technologies`),
    outputFigure(view, `${id}-output`),
    otherFigure(view, `${id}-other`),
  ];
}
