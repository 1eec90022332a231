/* SPDX-License-Identifier: Apache-2.0 */
// Lines through points, told apart by colour, dash and symbol. series: {name, points: [{x, y}]}; a point without y is a gap.
function drawLines(chart, series, { xName, xUnit, yUnit, isStep = false, fromZero = false }) {
  const curves = series.map((one, i) => ({
    ...one,
    colour: seriesColour(i),
    dash: dashes[i % dashes.length],
    symbol: symbols[i % symbols.length],
  }));
  chart.legend(curves);
  const height = 330,
    points = series.flatMap((one) => one.points).filter(({ y }) => y !== null);
  const decimals = decimalsFor(points.map(({ y }) => y)),
    xDecimals = decimalsFor(points.map(({ x }) => x));
  const extent = d3.extent(points, ({ y }) => y);
  const scaleY = d3
    .scaleLinear()
    .domain(fromZero ? [Math.min(0, extent[0] ?? 0), Math.max(0, extent[1] ?? 1)] : [extent[0] ?? 0, extent[1] ?? 1])
    .nice()
    .range([height - 40, 24]);
  const name = scaleY.tickFormat(6);
  const left = Math.max(...scaleY.ticks(6).map((tick) => textWidth(name(tick)))) + 12;
  const [low, high] = d3.extent(points, ({ x }) => x);
  const scaleX = d3
    .scaleLinear()
    .domain(low === undefined ? [0, 1] : [low, high])
    .range([left, chart.width - 20]);
  chart.sheet(height);
  chart.axisY(scaleY, left, chart.width - 20, yUnit);
  chart.axisX(scaleX, height - 40, height - 36, withUnit(xName, `[${xUnit}]`));
  const path = d3
    .line()
    .defined(({ y }) => y !== null)
    .x(({ x }) => scaleX(x))
    .y(({ y }) => scaleY(y))
    .curve(isStep ? d3.curveStep : d3.curveLinear);
  for (const curve of curves) {
    chart.add("path", { d: path(curve.points) || "", class: "line", stroke: curve.colour, "stroke-dasharray": curve.dash });
    for (const { x, y } of curve.points) {
      if (y === null) continue;
      const label = `${curve.name}, ${xName} ${withUnit(numberText(x, xDecimals), xUnit)}: ${withUnit(numberText(y, decimals), yUnit)}`;
      chart.mark(
        "path",
        { d: d3.symbol().type(curve.symbol).size(30)(), transform: `translate(${scaleX(x)},${scaleY(y)})`, fill: curve.colour },
        { key: `${curve.name}|${x}`, value: y, label },
      );
    }
  }
}

// Numbers in cells, coloured by sign and size. rows and columns are labels, cells: {row, column, value, reason, note}.
function drawCells(chart, { rows, columns, cells, unit }) {
  const values = cells.map(({ value }) => value),
    decimals = Math.min(3, decimalsFor(values));
  const limit = Math.max(...values.filter((value) => value !== null).map(Math.abs), 1e-12);
  const colour = (value) =>
    `color-mix(in srgb, var(${value < 0 ? "--low" : "--high"}) ${Math.round(100 * Math.sqrt(Math.abs(value) / limit))}%, var(--middle))`;
  const left = Math.max(...rows.map(textWidth)) + 10;
  const widest = Math.max(...values.map((value) => textWidth(numberText(value, decimals))), ...columns.map(textWidth)) + 8;
  const cellWidth = Math.max(widest, Math.min(90, (chart.width - left) / columns.length)),
    step = 22;
  chart.sheet(26 + rows.length * step + 24, Math.max(chart.width, left + cellWidth * columns.length));
  columns.forEach((column, i) => chart.text(left + (i + 0.5) * cellWidth, 12, column, { "text-anchor": "middle", class: "group" }));
  rows.forEach((row, i) => chart.text(left - 6, 26 + (i + 0.5) * step, row, { "text-anchor": "end" }));
  for (const { row, column, value, reason, note } of cells) {
    const x = left + columns.indexOf(column) * cellWidth,
      y = 26 + rows.indexOf(row) * step;
    const label =
      value === null
        ? `${row}, ${column}: missing, ${reason || "no value"}`
        : `${row}, ${column}: ${withUnit(numberText(value, decimals), unit)}${note ? `, ${note}` : ""}`;
    chart.mark(
      "rect",
      { x, y, width: cellWidth, height: step, class: "cell", fill: value === null ? "var(--panel)" : colour(value) },
      { key: `${row}|${column}`, value, label },
    );
    const share = value === null ? 0 : Math.sqrt(Math.abs(value) / limit);
    const text = chart.text(x + cellWidth / 2, y + step / 2, numberText(value, decimals), {
      "text-anchor": "middle",
      "pointer-events": "none",
    });
    if (share > 0.55) text.style.fill = "var(--page)";
  }
  chart.text(left, 26 + rows.length * step + 12, unit, { class: "soft" });
}

// Ribbons from sellers over pools to buyers, as thick as what flows. links: {source, target, value}; nodes by name.
function drawFlows(chart, links, { unit }) {
  const decimals = decimalsFor(links.map(({ value }) => value));
  const names = [...new Set(links.flatMap(({ source, target }) => [source, target]))];
  const height = Math.max(200, 46 * Math.ceil(names.length * 0.6)),
    shownName = (name) => name.replace(/^[^:]*:/, "");
  const layout = d3
    .sankey()
    .nodeId(({ name }) => name)
    .nodeWidth(14)
    .nodePadding(22)
    .extent([
      [2, 12],
      [chart.width - 2, height - 12],
    ]);
  const graph = layout({ nodes: names.map((name) => ({ name })), links: links.map((link) => ({ ...link })) });
  chart.sheet(height);
  const middle = chart.width / 2;
  for (const link of graph.links) {
    const i = names.indexOf((link.source.name.startsWith("pool:") ? link.target : link.source).name),
      path = d3.sankeyLinkHorizontal()(link);
    chart.mark(
      "path",
      { d: path, fill: "none", stroke: seriesColour(i), "stroke-width": Math.max(1.5, link.width), "stroke-opacity": 0.5, class: "flow" },
      {
        key: `${shownName(link.source.name)}|${shownName(link.target.name)}`,
        value: link.value,
        label: `${shownName(link.source.name)} to ${shownName(link.target.name)}: ${withUnit(numberText(link.value, decimals), unit)}`,
      },
    );
  }
  for (const node of graph.nodes) {
    chart.add("rect", { x: node.x0, y: node.y0, width: node.x1 - node.x0, height: Math.max(1, node.y1 - node.y0), fill: "var(--text)" });
    const isRight = (node.x0 + node.x1) / 2 > middle + 2;
    chart.text(
      isRight ? node.x0 - 5 : node.x1 + 5,
      (node.y0 + node.y1) / 2,
      `${shownName(node.name)} ${numberText(node.value, decimals)}`,
      { "text-anchor": isRight ? "end" : "start", class: "group" },
    );
  }
}
