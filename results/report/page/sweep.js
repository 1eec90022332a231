/* SPDX-License-Identifier: Apache-2.0 */
// Figures of a sweep: how sure results are, and what drives them.
// " of KOR", or nothing.
function nameOf(place) {
  return Object.values(place)
    .map((label) => ` of ${label}`)
    .join("");
}

// Axes of an indicator beside the scenario: at most one.
function elementAxis(statistics, name) {
  return statistics.axesOf(`${name}_mean`)[1];
}

function sweepFigures({ statistics, histograms }, root, id) {
  const indicators = Object.keys(statistics.variables)
    .filter((name) => name.endsWith("_mean") && !name.endsWith("_running_mean") && statistics.isKnown(name))
    .map((name) => name.slice(0, -5))
    .filter((name) => statistics.axesOf(`${name}_mean`).length <= 2);
  const first = ["carbon_price", "gdp_change", "welfare_change", "leakage_rate"].filter((name) => indicators.includes(name));
  const ordered = [...first, ...indicators.filter((name) => !first.includes(name))];
  const choice = (suffix) => ({
    name: "result",
    label: "result",
    options: ordered
      .filter((name) => statistics.isKnown(`${name}${suffix}`))
      .map((name) => [name, `${name} [${statistics.units(`${name}_mean`)}]`]),
  });
  const places = (name) => {
    const axis = elementAxis(statistics, name);
    return axis ? statistics.labels(axis).map((label) => ({ [axis]: label })) : [{}];
  };
  const elementChoice = {
    name: "element",
    label: "of",
    options: ["region", "market"]
      .flatMap((axis) => root.labels(axis))
      .filter((label, i, all) => all.indexOf(label) === i)
      .map((label) => [label, label]),
  };
  const placeOf = (name, element) => {
    const axis = elementAxis(statistics, name);
    return !axis ? {} : { [axis]: statistics.labels(axis).includes(element) ? element : statistics.labels(axis)[0] };
  };
  return [intervalFigure(), histogramFigure(), driverFigure(), meanFigure()].filter((figure) => figure.choices[0].options.length > 0);

  function intervalFigure() {
    const quantiles = statistics.labels("quantile");
    return {
      id: `${id}-quantiles`,
      title: "How sure are the results?",
      choices: [choice("_quantiles")],
      content: ({ result }) => {
        const unit = statistics.units(`${result}_mean`);
        const items = places(result).flatMap((place) =>
          statistics.labels("scenario").map((scenario) => {
            const here = { ...place, scenario },
              axis = elementAxis(statistics, result);
            return {
              group: axis ? place[axis] : undefined,
              label: scenario,
              key: Object.values({ scenario, ...place }).join("|"),
              here,
              mean: statistics.at(`${result}_mean`, here),
              reason: "no sample has a value",
              quantiles: quantiles.map((quantile) => statistics.at(`${result}_quantiles`, { ...here, quantile })),
            };
          }),
        );
        const names = ["mean", "deviation", "least", "largest", "count"];
        const rows = items.map(({ here, quantiles: values }) => ({
          ...here,
          ...Object.fromEntries(quantiles.map((name, i) => [name, values[i]])),
          ...Object.fromEntries(names.map((name) => [name, statistics.at(`${result}_${name}`, here)])),
        }));
        const axis = elementAxis(statistics, result);
        return {
          caption:
            `Distribution of ${result} [${unit}] over ${statistics.attributes.common_samples} samples ` + "that all scenarios have solved.",
          columns: [
            { name: "scenario" },
            ...(axis ? [{ name: axis }] : []),
            ...quantiles.map((name) => ({ name, unit })),
            ...names.map((name) => ({ name, unit: name === "count" ? "" : unit })),
          ],
          rows,
          draw: (chart) => drawIntervals(chart, items, { unit }),
        };
      },
    };
  }

  function histogramFigure() {
    const options = choice("_quantiles").options.filter(([name]) => histograms.has(name));
    return {
      id: `${id}-distribution`,
      title: "Distribution",
      choices: [{ name: "result", label: "result", options }, elementChoice],
      content: ({ result, element: of }) => {
        const unit = statistics.units(`${result}_mean`),
          place = placeOf(result, of);
        const low = histograms.at(`${result}_low`, place),
          high = histograms.at(`${result}_high`, place);
        const what = low === high ? "The same value in all samples:" : "Share of the samples in each of 30 equal steps of";
        const bins = low === high ? [0] : histograms.labels("bin"),
          middle = (bin) => low + ((bin + 0.5) * (high - low)) / bins.length;
        const series =
          low === null
            ? []
            : histograms.labels("scenario").map((scenario) => ({
                name: scenario,
                points: bins.map((bin) => ({ x: middle(bin), y: histograms.at(result, { ...place, scenario, bin }) })),
              }));
        const rows = series.flatMap(({ name, points }) => points.map(({ x, y }) => ({ scenario: name, ...place, [result]: x, share: y })));
        return {
          caption: `${what} ${result} [${unit}]${nameOf(place)}, samples weighted as in the mean.`,
          columns: [
            { name: "scenario" },
            ...Object.keys(place).map((name) => ({ name })),
            { name: result, unit },
            { name: "share", unit: "%" },
          ],
          rows,
          draw: (chart) =>
            drawLines(chart, series, { xName: result, xUnit: unit, yUnit: "% of the samples", isStep: true, fromZero: true }),
        };
      },
    };
  }

  function driverFigure() {
    const kinds = [
      ["_spearman", "rank correlation"],
      ["_sobol_total", "Sobol' index, total"],
      ["_sobol_first", "Sobol' index, first order"],
      ["_tornado_swing", "swing from low to high quantile"],
    ].filter(([suffix]) => ordered.some((name) => statistics.isKnown(`${name}${suffix}`)));
    const anyKind = {
      name: "result",
      label: "result",
      options: ordered
        .filter((name) => kinds.some(([suffix]) => statistics.isKnown(`${name}${suffix}`)))
        .map((name) => [name, `${name} [${statistics.units(`${name}_mean`)}]`]),
    };
    return {
      id: `${id}-drivers`,
      title: "What drives them?",
      choices: [anyKind, elementChoice, { name: "kind", label: "by", options: kinds }],
      content: ({ result, element: of, kind }) => {
        const place = placeOf(result, of),
          axes = statistics.labels("axis"),
          isKnown = statistics.has(`${result}${kind}`);
        const items = !isKnown
          ? []
          : axes.flatMap((axis) =>
              statistics.labels("scenario").map((scenario) => ({
                group: axis,
                label: scenario,
                key: `${axis}|${scenario}`,
                axis,
                scenario,
                value: statistics.at(`${result}${kind}`, { ...place, scenario, axis }),
                reason: "no sample has a value",
              })),
            );
        const unit = kind === "_tornado_swing" ? statistics.units(`${result}_mean`) : "1",
          words = kinds.find(([suffix]) => suffix === kind)[1];
        return {
          caption: `${words} of ${result}${nameOf(place)} with each uncertain number.`,
          columns: [{ name: "axis" }, { name: "scenario" }, { name: "value", unit }],
          rows: items.map(({ axis, scenario, value }) => ({ axis, scenario, value })),
          draw: (chart) => drawBars(chart, items, { unit }),
        };
      },
    };
  }

  function meanFigure() {
    return {
      id: `${id}-convergence`,
      title: "Are there enough samples?",
      choices: [choice("_running_mean"), elementChoice],
      content: ({ result, element: of }) => {
        const unit = statistics.units(`${result}_mean`),
          place = placeOf(result, of),
          steps = statistics.labels("checkpoint");
        const series = statistics.labels("scenario").map((scenario) => ({
          name: scenario,
          points: steps.map((checkpoint, i) => ({
            x: (100 * (i + 1)) / steps.length,
            y: statistics.at(`${result}_running_mean`, { ...place, scenario, checkpoint }),
          })),
        }));
        return {
          caption: `Mean of ${result} [${unit}]${nameOf(place)} over the first samples: a flat end says that more would not move it.`,
          columns: [{ name: "scenario" }, { name: "samples", unit: "%" }, { name: "mean", unit }],
          rows: series.flatMap(({ name, points }) => points.map(({ x, y }) => ({ scenario: name, samples: x, mean: y }))),
          draw: (chart) => drawLines(chart, series, { xName: "samples", xUnit: "%", yUnit: unit }),
        };
      },
    };
  }
}
