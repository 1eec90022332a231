/* SPDX-License-Identifier: Apache-2.0 */
// Figures of cost curves, coalitions, sweeps and sensitivities.

function curveFigures(data, id) {
  const curves = data.labels("curve"), points = data.labels("point");
  const onCurve = (name) => data.axesOf(name).length === 2 && data.axesOf(name)[0] === "curve" && data.axesOf(name)[1] === "point";
  const inRegion = ["gdp_change", "welfare_change", "abatement_cost_macc", "abatement_by_region", "permit_import_value"].filter((name) => data.has(name));
  const abscissae = ["cut_percent", "abatement"].filter((name) => data.has(name));
  const xChoice = { name: "x", label: "against", options: abscissae.map((name) => [name, `${data.meaning(name)} [${data.units(name)}]`]) };
  const content = (name, x, region) => {
    const place = (curve, point) => ({ curve, point, region });
    const rows = curves.flatMap((curve) => points.map((point) => ({ curve, [x]: data.at(x, place(curve, point)), ...(region ? { region } : {}), [name]: data.at(name, place(curve, point)) })));
    const series = curves.map((curve) => ({ name: curve, points: points.map((point) => ({ x: data.at(x, place(curve, point)), y: data.at(name, place(curve, point)) })).filter((p) => p.x !== null) }));
    return { caption: `${data.meaning(name)} [${data.units(name)}]${region ? ` of ${data.nameOf("region", region)}` : ""} against ${data.meaning(x)} [${data.units(x)}].`,
      columns: [{ name: "curve" }, { name: x, unit: data.units(x) }, ...(region ? [{ name: "region" }] : []), { name, unit: data.units(name) }], rows,
      draw: (chart) => drawLines(chart, series, { xName: data.meaning(x), xUnit: data.units(x), yUnit: data.units(name) }) };
  };
  const members = data.labels("region").filter((region) => curves.some((curve) => data.at("is_member", { curve, region }) === 1));
  const regions = [...members, ...data.labels("region").filter((region) => !members.includes(region))];
  const others = [...inRegion, ...["leakage_rate"].filter((name) => data.has(name) && onCurve(name))];
  return [
    { id: `${id}-curves`, title: "Marginal abatement cost curves", choices: [xChoice], content: ({ x }) => content("carbon_price", x) },
    { id: `${id}-along`, title: "What comes with it", choices: [{ name: "result", label: "result", options: others.map((name) => [name, `${data.meaning(name)} [${data.units(name)}]`]) },
      { name: "region", label: "region", options: regions.map((name) => [name, data.nameOf("region", name)]) }, xChoice],
      content: ({ result, region, x }) => content(result, x, onCurve(result) ? undefined : region) },
  ];
}

const coalitionFlags = ["stable", "internally_stable", "externally_stable", "externally_stable_by_consent", "potentially_internally_stable", "pareto"];

function coalitionFigures(data, id) {
  const measures = data.labels("measure"), structures = data.labels("structure"), markets = data.labels("market");
  const choice = { name: "measure", label: "gain in", options: measures.map((measure) => [measure, `${data.at("measure_name", { measure })} [${data.at("measure_units", { measure })}]`]) };
  const flagText = (measure, structure) => {
    const flags = coalitionFlags.filter((flag) => data.at(flag, { structure, measure }) === 1).map((flag) => flag.replaceAll("_", " "));
    return flags.length > 0 ? flags.join(", ") : "not stable";
  };
  const order = (measure) => [...structures].sort((a, b) => (data.at("total_gain", { structure: b, measure }) ?? -Infinity) - (data.at("total_gain", { structure: a, measure }) ?? -Infinity));
  const total = ({ measure }) => {
    const unit = data.at("measure_units", { measure });
    const items = order(measure).map((structure) => ({ label: `${structure}${data.at("stable", { structure, measure }) === 1 ? " (stable)" : ""}`, key: structure, structure, value: data.at("total_gain", { structure, measure }),
      reason: "a structure that decides it was not solved" }));
    const rows = items.map(({ structure, value }) => ({ structure, total_gain: value, ...Object.fromEntries(coalitionFlags.map((flag) => [flag, data.at(flag, { structure, measure })])) }));
    return { caption: `Sum of the gains against everybody alone [${unit}]; caps of scenario ${data.attributes.caps_of}. In the table: flags, 1 is yes.`, columns: [{ name: "structure" }, { name: "total_gain", unit }, ...coalitionFlags.map((name) => ({ name }))], rows,
      draw: (chart) => drawBars(chart, items, { unit, colourOf: ({ structure }) => seriesColour(data.at("stable", { structure, measure }) === 1 ? 0 : 3) }) };
  };
  const byMarket = ({ measure }) => {
    const unit = data.at("measure_units", { measure }), rows = order(measure);
    const cells = rows.flatMap((structure) => markets.map((market) => ({ row: structure, column: market, value: data.at("gain", { structure, market, measure }), reason: "a structure that decides it was not solved", note: flagText(measure, structure) })));
    const names = ["gain", "gain_of_leaving", "gain_of_joining"];
    return { caption: `Gain of each market against everybody alone [${unit}]; in the table also what it would gain by leaving its coalition and by the best move into another one.`, columns: [{ name: "structure" }, { name: "market" }, ...names.map((name) => ({ name, unit }))],
      rows: cells.map(({ row, column }) => ({ structure: row, market: column, ...Object.fromEntries(names.map((name) => [name, data.at(name, { structure: row, market: column, measure })])) })), draw: (chart) => drawCells(chart, { rows, columns: markets, cells, unit }) };
  };
  return [{ id: `${id}-coalitions`, title: "Gains of coalitions together", choices: [choice], content: total }, { id: `${id}-gains`, title: "Who gains by which coalition", choices: [choice], content: byMarket }];
}

// Axes of an indicator beside the scenario: at most one.
function elementAxis(statistics, name) { return statistics.axesOf(`${name}_mean`)[1]; }

function sweepFigures({ statistics, histograms }, root, id) {
  const indicators = Object.keys(statistics.variables).filter((name) => name.endsWith("_mean") && !name.endsWith("_running_mean") && statistics.isKnown(name)).map((name) => name.slice(0, -5)).filter((name) => statistics.axesOf(`${name}_mean`).length <= 2);
  const first = ["carbon_price", "gdp_change", "welfare_change", "leakage_rate"].filter((name) => indicators.includes(name));
  const ordered = [...first, ...indicators.filter((name) => !first.includes(name))];
  const choice = (suffix) => ({ name: "result", label: "result", options: ordered.filter((name) => statistics.isKnown(`${name}${suffix}`)).map((name) => [name, `${name} [${statistics.units(`${name}_mean`)}]`]) });
  const places = (name) => { const axis = elementAxis(statistics, name); return axis ? statistics.labels(axis).map((label) => ({ [axis]: label })) : [{}]; };
  const elementChoice = { name: "element", label: "of", options: ["region", "market"].flatMap((axis) => root.labels(axis)).filter((label, i, all) => all.indexOf(label) === i).map((label) => [label, label]) };
  const placeOf = (name, element) => { const axis = elementAxis(statistics, name); return !axis ? {} : { [axis]: statistics.labels(axis).includes(element) ? element : statistics.labels(axis)[0] }; };
  return [intervalFigure(), histogramFigure(), driverFigure(), meanFigure()].filter((figure) => figure.choices[0].options.length > 0);

  function intervalFigure() {
    const quantiles = statistics.labels("quantile");
    return { id: `${id}-quantiles`, title: "How sure are the results?", choices: [choice("_quantiles")], content: ({ result }) => {
      const unit = statistics.units(`${result}_mean`);
      const items = places(result).flatMap((place) => statistics.labels("scenario").map((scenario) => {
        const here = { ...place, scenario }, axis = elementAxis(statistics, result);
        return { group: axis ? place[axis] : undefined, label: scenario, key: Object.values({ scenario, ...place }).join("|"), here, mean: statistics.at(`${result}_mean`, here), reason: "no sample has a value",
          quantiles: quantiles.map((quantile) => statistics.at(`${result}_quantiles`, { ...here, quantile })) };
      }));
      const names = ["mean", "deviation", "least", "largest", "count"];
      const rows = items.map(({ here, quantiles: values }) => ({ ...here, ...Object.fromEntries(quantiles.map((name, i) => [name, values[i]])), ...Object.fromEntries(names.map((name) => [name, statistics.at(`${result}_${name}`, here)])) }));
      const axis = elementAxis(statistics, result);
      return { caption: `Distribution of ${result} [${unit}] over ${statistics.attributes.common_samples} samples that all scenarios have solved.`,
        columns: [{ name: "scenario" }, ...(axis ? [{ name: axis }] : []), ...quantiles.map((name) => ({ name, unit })), ...names.map((name) => ({ name, unit: name === "count" ? "" : unit }))], rows, draw: (chart) => drawIntervals(chart, items, { unit }) };
    } };
  }

  function histogramFigure() {
    const options = choice("_quantiles").options.filter(([name]) => histograms.has(name));
    return { id: `${id}-distribution`, title: "Distribution", choices: [{ name: "result", label: "result", options }, elementChoice], content: ({ result, element: of }) => {
      const unit = statistics.units(`${result}_mean`), place = placeOf(result, of);
      const low = histograms.at(`${result}_low`, place), high = histograms.at(`${result}_high`, place);
      const bins = low === high ? [0] : histograms.labels("bin"), middle = (bin) => low + ((bin + 0.5) * (high - low)) / bins.length;
      const series = low === null ? [] : histograms.labels("scenario").map((scenario) => ({ name: scenario, points: bins.map((bin) => ({ x: middle(bin), y: histograms.at(result, { ...place, scenario, bin }) })) }));
      const rows = series.flatMap(({ name, points }) => points.map(({ x, y }) => ({ scenario: name, ...place, [result]: x, share: y })));
      return { caption: `${bins.length > 1 ? `Share of the samples in each of ${bins.length} equal steps of` : "The same value in all samples:"} ${result} [${unit}], weighted as in the mean${Object.values(place).length > 0 ? `, ${Object.values(place)[0]}` : ""}.`, columns: [{ name: "scenario" }, ...Object.keys(place).map((name) => ({ name })), { name: result, unit }, { name: "share", unit: "%" }], rows,
        draw: (chart) => drawLines(chart, series, { xName: result, xUnit: unit, yUnit: "% of the samples", isStep: true, fromZero: true }) };
    } };
  }

  function driverFigure() {
    const kinds = [["_spearman", "rank correlation"], ["_sobol_total", "Sobol' index, total"], ["_sobol_first", "Sobol' index, first order"], ["_tornado_swing", "swing from low to high quantile"]].filter(([suffix]) => ordered.some((name) => statistics.isKnown(`${name}${suffix}`)));
    const anyKind = { name: "result", label: "result", options: ordered.filter((name) => kinds.some(([suffix]) => statistics.isKnown(`${name}${suffix}`))).map((name) => [name, `${name} [${statistics.units(`${name}_mean`)}]`]) };
    return { id: `${id}-drivers`, title: "What drives them?", choices: [anyKind, elementChoice, { name: "kind", label: "by", options: kinds }], content: ({ result, element: of, kind }) => {
      const place = placeOf(result, of), axes = statistics.labels("axis"), isKnown = statistics.has(`${result}${kind}`);
      const items = !isKnown ? [] : axes.flatMap((axis) => statistics.labels("scenario").map((scenario) => ({ group: axis, label: scenario, key: `${axis}|${scenario}`, axis, scenario, value: statistics.at(`${result}${kind}`, { ...place, scenario, axis }), reason: "no sample has a value" })));
      const unit = kind === "_tornado_swing" ? statistics.units(`${result}_mean`) : "1", words = kinds.find(([suffix]) => suffix === kind)[1];
      return { caption: `${words} of ${result}${Object.values(place).length > 0 ? `, ${Object.values(place)[0]},` : ""} with each uncertain number.`, columns: [{ name: "axis" }, { name: "scenario" }, { name: "value", unit }], rows: items.map(({ axis, scenario, value }) => ({ axis, scenario, value })), draw: (chart) => drawBars(chart, items, { unit }) };
    } };
  }

  function meanFigure() {
    return { id: `${id}-convergence`, title: "Are there enough samples?", choices: [choice("_running_mean"), elementChoice], content: ({ result, element: of }) => {
      const unit = statistics.units(`${result}_mean`), place = placeOf(result, of), steps = statistics.labels("checkpoint");
      const series = statistics.labels("scenario").map((scenario) => ({ name: scenario, points: steps.map((checkpoint, i) => ({ x: (100 * (i + 1)) / steps.length, y: statistics.at(`${result}_running_mean`, { ...place, scenario, checkpoint }) })) }));
      return { caption: `Mean of ${result} [${unit}] over the first samples${Object.values(place).length > 0 ? `, ${Object.values(place)[0]}` : ""}: a flat end says that more samples would not move it.`, columns: [{ name: "scenario" }, { name: "samples", unit: "%" }, { name: "mean", unit }],
        rows: series.flatMap(({ name, points }) => points.map(({ x, y }) => ({ scenario: name, samples: x, mean: y }))), draw: (chart) => drawLines(chart, series, { xName: "samples", xUnit: "%", yUnit: unit }) };
    } };
  }
}

// The table of 'etslink sensitivity': numbers are texts, empty where missing.
function sensitivityFigures({ columns, rows }, id) {
  const all = rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])));
  const resultOf = ({ scenario, indicator, element: of }) => `${indicator}${of ? ` ${of}` : ""}, ${scenario}`;
  const results = [...new Set(all.map(resultOf))];
  return [{ id: `${id}-sensitivity`, title: "On which numbers do the results hang?", wide: true, choices: [{ name: "result", label: "result", options: results.map((name) => [name, name]) }, { name: "most", label: "show", options: [["15", "15 largest"], ["50", "50 largest"], ["100000", "all"]] }],
    content: ({ result, most }) => {
      const own = all.filter((row) => resultOf(row) === result), number = (text) => (text === "" ? null : Number(text)), { unit, value } = own[0];
      const items = own.map((row) => ({ row, label: row.parameter, key: row.parameter, value: number(row.effect_of_one_percent), reason: row.note })).sort((a, b) => Math.abs(b.value ?? 0) - Math.abs(a.value ?? 0)).slice(0, Number(most));
      const kept = columns.filter((name) => !["scenario", "indicator", "element", "unit", "value"].includes(name));
      return { caption: `What one per cent more of each parameter does to ${result} [${unit}], which is ${numberText(number(value), decimalsFor([number(value)]))}; derivatives hold for small changes.`, columns: kept.map((name) => ({ name })),
        rows: items.map(({ row }) => ({ ...row, ...Object.fromEntries(["derivative", "effect_of_one_percent", "parameter_value"].map((name) => [name, number(row[name])])) })), draw: (chart) => drawBars(chart, items, { unit }) };
    } }];
}
