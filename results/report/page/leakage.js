/* SPDX-License-Identifier: Apache-2.0 */
// Leakage with its channels and places.
const leakageParts = [
  ["fuel prices", "leakage_fuel_price_channel"],
  ["competitiveness", "leakage_competitiveness_channel"],
];

const transportPart = "leakage_international_transport"; // only of benchmarks with such a sector

function leakageFigure(view, id) {
  if (!view.isKnown("leakage_rate")) return null;
  return {
    id,
    title: "Carbon leakage and its channels",
    content: () => {
      const scenarios = view.scenariosShown();
      const items = scenarios.map((scenario) => ({
        label: scenario,
        key: scenario,
        total: view.at("leakage_rate", { scenario }),
        reason: view.reason("leakage_rate", { scenario }),
        parts: leakageParts.map(([name, variable]) => ({ name, value: view.at(variable, { scenario }) })),
      }));
      const names = [
        "leakage_rate",
        ...leakageParts.map(([, variable]) => variable),
        transportPart,
        "leakage_rate_net_of_permits",
        "domestic_leakage",
      ].filter((name) => view.has(name) && (name !== transportPart || view.isKnown(name)));
      const rows = scenarios.map((scenario) =>
        Object.fromEntries([["scenario", scenario], ...names.map((name) => [name, view.at(name, { scenario })])]),
      );
      return {
        caption:
          "Emissions that rise outside the coalition in per cent of what falls inside [%]; line and number: the rate; bars: " +
          "through fuel prices, and through competitiveness with fuel prices held.",
        columns: [{ name: "scenario" }, ...names.map((name) => ({ name, unit: view.units(name) }))],
        rows,
        draw: (chart) => drawStacks(chart, items, { unit: "%", names: leakageParts.map(([name]) => name) }),
      };
    },
  };
}

function leakagePlaceFigure(view, id) {
  const choice = scenarioChoice(view),
    results = ["leakage_by_region", "leakage_by_sector"].filter((name) => view.isKnown(name));
  if (results.length === 0 || choice.options.length === 0) return null;
  return {
    id,
    title: "Where emissions leak to",
    choices: [
      choice,
      { name: "result", label: "by", options: results.map((name) => [name, name === "leakage_by_region" ? "region" : "sector"]) },
    ],
    content: ({ scenario, result }) => {
      const axis = result === "leakage_by_region" ? "region" : "sector";
      const items = view.labels(axis).map((label) => ({
        place: { scenario, [axis]: label },
        label: view.nameOf(axis, label),
        key: `${scenario}|${label}`,
        value: view.at(result, { scenario, [axis]: label }),
        reason: view.reason(result, { scenario }),
        ...view.range(result, { scenario, [axis]: label }),
      }));
      return {
        caption: `${view.meaning(result)} [%], scenario ${scenario}: ${view.formula(result)}.`,
        ...longTable(view, ["scenario", axis], items, { name: result, unit: "%" }),
        draw: (chart) => drawBars(chart, items, { unit: "%" }),
      };
    },
  };
}
