/* SPDX-License-Identifier: Apache-2.0 */
// The figure of sensitivities.
// The table of 'etslink sensitivity': numbers are texts, empty where missing.
function sensitivityFigures({ columns, rows }, id) {
  const all = rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])));
  const resultOf = ({ scenario, indicator, element: of }) => `${indicator}${of ? ` ${of}` : ""}, ${scenario}`;
  const results = [...new Set(all.map(resultOf))];
  return [
    {
      id: `${id}-sensitivity`,
      title: "On which numbers do the results hang?",
      wide: true,
      choices: [
        { name: "result", label: "result", options: results.map((name) => [name, name]) },
        {
          name: "most",
          label: "show",
          options: [
            ["15", "15 largest"],
            ["50", "50 largest"],
            ["100000", "all"],
          ],
        },
      ],
      content: ({ result, most }) => {
        const own = all.filter((row) => resultOf(row) === result),
          number = (text) => (text === "" ? null : Number(text)),
          { unit, value } = own[0];
        const items = own
          .map((row) => ({ row, label: row.parameter, key: row.parameter, value: number(row.effect_of_one_percent), reason: row.note }))
          .sort((a, b) => Math.abs(b.value ?? 0) - Math.abs(a.value ?? 0))
          .slice(0, Number(most));
        const kept = columns.filter((name) => !["scenario", "indicator", "element", "unit", "value"].includes(name));
        return {
          caption:
            `What one per cent more of each parameter does to ${result} [${unit}], which is ` +
            `${numberText(number(value), decimalsFor([number(value)]))}; derivatives hold for small changes.`,
          columns: kept.map((name) => ({ name })),
          rows: items.map(({ row }) => ({
            ...row,
            ...Object.fromEntries(["derivative", "effect_of_one_percent", "parameter_value"].map((name) => [name, number(row[name])])),
          })),
          draw: (chart) => drawBars(chart, items, { unit }),
        };
      },
    },
  ];
}
