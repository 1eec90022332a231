/* SPDX-License-Identifier: Apache-2.0 */
// Figures of coalitions: gains and stability.
const coalitionFlags = [
  "stable",
  "internally_stable",
  "externally_stable",
  "externally_stable_by_consent",
  "potentially_internally_stable",
  "pareto",
];

function coalitionFigures(data, id) {
  const measures = data.labels("measure"),
    structures = data.labels("structure"),
    markets = data.labels("market");
  const choice = {
    name: "measure",
    label: "gain in",
    options: measures.map((measure) => [measure, `${data.at("measure_name", { measure })} [${data.at("measure_units", { measure })}]`]),
  };
  const flagText = (measure, structure) => {
    const flags = coalitionFlags.filter((flag) => data.at(flag, { structure, measure }) === 1).map((flag) => flag.replaceAll("_", " "));
    return flags.length > 0 ? flags.join(", ") : "not stable";
  };
  const order = (measure) =>
    [...structures].sort(
      (a, b) =>
        (data.at("total_gain", { structure: b, measure }) ?? -Infinity) - (data.at("total_gain", { structure: a, measure }) ?? -Infinity),
    );
  const total = ({ measure }) => {
    const unit = data.at("measure_units", { measure });
    const items = order(measure).map((structure) => ({
      label: `${structure}${data.at("stable", { structure, measure }) === 1 ? " (stable)" : ""}`,
      key: structure,
      structure,
      value: data.at("total_gain", { structure, measure }),
      reason: "a structure that decides it was not solved",
    }));
    const rows = items.map(({ structure, value }) => ({
      structure,
      total_gain: value,
      ...Object.fromEntries(coalitionFlags.map((flag) => [flag, data.at(flag, { structure, measure })])),
    }));
    return {
      caption:
        `Sum of the gains against everybody alone [${unit}]; caps of scenario ${data.attributes.caps_of}. ` +
        "In the table: flags, 1 is yes.",
      columns: [{ name: "structure" }, { name: "total_gain", unit }, ...coalitionFlags.map((name) => ({ name }))],
      rows,
      draw: (chart) =>
        drawBars(chart, items, {
          unit,
          colourOf: ({ structure }) => seriesColour(data.at("stable", { structure, measure }) === 1 ? 0 : 3),
        }),
    };
  };
  const byMarket = ({ measure }) => {
    const unit = data.at("measure_units", { measure }),
      rows = order(measure);
    const cells = rows.flatMap((structure) =>
      markets.map((market) => ({
        row: structure,
        column: market,
        value: data.at("gain", { structure, market, measure }),
        reason: "a structure that decides it was not solved",
        note: flagText(measure, structure),
      })),
    );
    const names = ["gain", "gain_of_leaving", "gain_of_joining"];
    return {
      caption:
        `Gain of each market against everybody alone [${unit}]; in the table also what it would gain by leaving its coalition ` +
        "and by the best move into another one.",
      columns: [{ name: "structure" }, { name: "market" }, ...names.map((name) => ({ name, unit }))],
      rows: cells.map(({ row, column }) => ({
        structure: row,
        market: column,
        ...Object.fromEntries(names.map((name) => [name, data.at(name, { structure: row, market: column, measure })])),
      })),
      draw: (chart) => drawCells(chart, { rows, columns: markets, cells, unit }),
    };
  };
  return [
    { id: `${id}-coalitions`, title: "Gains of coalitions together", choices: [choice], content: total },
    { id: `${id}-gains`, title: "Who gains by which coalition", choices: [choice], content: byMarket },
  ];
}
