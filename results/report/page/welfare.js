/* SPDX-License-Identifier: Apache-2.0 */
// Welfare in its parts.
// The thirteen parts of the equivalent variation, drawn as six.
const welfareGroups = [
  ["abatement", ["welfare_abatement"]],
  ["taxes", ["welfare_tax_use", "welfare_tax_factor", "welfare_tax_output", "welfare_tax_export", "welfare_tariff"]],
  ["terms of trade", ["welfare_terms_of_trade"]],
  ["permits across borders", ["welfare_permit_trade"]],
  ["factors and transfers across borders", ["welfare_factor_income", "welfare_transfers"]],
  ["supply of factors, fixed demand, technology", ["welfare_factor_supply", "welfare_fixed_demand", "welfare_technology"]],
];

function welfarePartsFigure(view, id) {
  const choice = scenarioChoice(view),
    parts = welfareGroups.flatMap(([, names]) => names);
  if (!parts.every((name) => view.isKnown(name)) || choice.options.length === 0) return null;
  return {
    id,
    title: "Where welfare comes from",
    choices: [choice, regionChoice(view)],
    content: (chosen) => {
      const { scenario } = chosen,
        unit = view.units("welfare_ev"),
        regions = chosenRegions(view, chosen);
      const valueOf = (name, region) => view.at(name, { scenario, region });
      const sum = (names, region) => {
        const values = names.map((name) => valueOf(name, region));
        return values.includes(null) ? null : d3.sum(values);
      };
      const items = regions.map((region) => ({
        label: view.nameOf("region", region),
        key: region,
        total: valueOf("welfare_ev", region),
        reason: view.reason("welfare_ev", { scenario, region }),
        parts: welfareGroups.map(([name, names]) => ({ name, value: sum(names, region) })),
      }));
      const columns = ["welfare_ev", ...parts];
      return {
        caption:
          `Parts of the equivalent variation [${unit}], scenario ${scenario}: gains right of zero, losses left; ` +
          "line and number: their sum, welfare_ev. The table has all thirteen.",
        columns: [{ name: "scenario" }, { name: "region" }, ...columns.map((name) => ({ name, unit }))],
        rows: regions.map((region) => ({ scenario, region, ...Object.fromEntries(columns.map((name) => [name, valueOf(name, region)])) })),
        draw: (chart) => drawStacks(chart, items, { unit, names: welfareGroups.map(([name]) => name) }),
      };
    },
  };
}
