/* SPDX-License-Identifier: Apache-2.0 */
// Horizontal bars, one row each, named beside it; rows of a group stand below its name.
// items: {group, label, key, value, low, high, reason}; low and high: the range over the variants.

// Rows with their height: names stand above the bars where the sheet is too narrow for them beside.
class Rows {
  constructor(chart, items) {
    const widest = Math.max(0, ...items.map(({ label }) => textWidth(label)));
    this.isStacked = widest > 0.5 * chart.width;
    this.left = this.isStacked ? 4 : widest + 12;
    this.top = 6;
    this.step = this.isStacked ? 34 : 19;
    const groups = items.filter(({ group }, i) => group !== undefined && (i === 0 || items[i - 1].group !== group)).length;
    this.height = this.top + items.length * this.step + groups * 24;
    this.bottom = this.height + 36;
  }

  // Calls draw(item, middle of its bar) for each.
  draw(chart, items, draw) {
    let y = this.top;
    items.forEach((item, i) => {
      if (item.group !== undefined && (i === 0 || items[i - 1].group !== item.group)) {
        chart.text(0, y + 13, item.group, { class: "group" });
        y += 24;
      }
      const middle = this.isStacked ? y + 24 : y + this.step / 2;
      if (this.isStacked)
        chart.text(this.left, y + 8, item.label, { class: textWidth(item.label) > chart.width - 8 ? "over small" : "over" });
      else chart.text(this.left - 8, middle, item.label, { "text-anchor": "end" });
      draw(item, middle);
      y += this.step;
    });
  }
}

// A scale from the rows' left end over all values and zero, with room for numbers at both ends.
function barScale(chart, rows, values, room) {
  const known = [0, ...values.filter((value) => value !== null && value !== undefined)];
  const low = Math.min(...known),
    high = Math.max(...known);
  const left = rows.left + (low < 0 ? room : 0),
    right = chart.width - (high > 0 || low === 0 ? room : 18);
  return d3
    .scaleLinear()
    .domain(low === high ? [0, 1] : [low, high])
    .range([left, Math.max(left + 40, right)]);
}

function rangeText({ low, high }, decimals) {
  return low === undefined ? "" : ` (${numberText(low, decimals)} to ${numberText(high, decimals)})`;
}

function spokenItem(item, decimals, unit) {
  const name = [item.group, item.label].filter((part) => part).join(", ");
  if (item.value === null) return `${name}: missing, ${item.reason || "no value"}`;
  const range = item.low === undefined ? "" : `, ${numberText(item.low, decimals)} to ${numberText(item.high, decimals)} over the variants`;
  return `${name}: ${withUnit(numberText(item.value, decimals), unit)}${range}`;
}

function drawBars(chart, items, { unit, colourOf }) {
  const decimals = decimalsFor(items.flatMap(({ value, low, high }) => [value, low ?? null, high ?? null]));
  const rows = new Rows(chart, items);
  const room = Math.max(30, ...items.map((item) => textWidth(numberText(item.value, decimals)))) + 8;
  const scale = barScale(
    chart,
    rows,
    items.flatMap(({ value, low, high }) => [value, low, high]),
    room,
  );
  const labels = [...new Set(items.map(({ label }) => label))];
  const colour =
    colourOf ||
    ((item) => (labels.length <= seriesCount && labels.length < items.length ? seriesColour(labels.indexOf(item.label)) : seriesColour(0)));
  chart.sheet(rows.bottom);
  chart.axisX(scale, rows.top, rows.height, unit);
  rows.draw(chart, items, (item, y) => {
    const label = spokenItem(item, decimals, unit);
    if (item.value === null) {
      const node = chart.mark(
        "text",
        { x: scale(0) + 5, y, "dominant-baseline": "central", class: "soft" },
        { key: item.key, value: null, label },
      );
      node.textContent = "-";
      return;
    }
    const from = scale(Math.min(0, item.value)),
      to = scale(Math.max(0, item.value));
    chart.mark(
      "rect",
      { x: from, y: y - 6, width: Math.max(1, to - from), height: 12, fill: colour(item) },
      { key: item.key, value: item.value, label },
    );
    let low = from,
      high = to;
    if (item.low !== undefined) {
      low = Math.min(from, scale(item.low));
      high = Math.max(to, scale(item.high));
      const d = `M${scale(item.low)},${y - 4}v8m0,-4H${scale(item.high)}m0,-4v8`;
      chart.add("path", { d, class: "halo" });
      chart.add("path", { d, class: "whisker" });
    }
    const isLeft = item.value < 0 && Math.abs(item.value) >= 0.5 * 10 ** -decimals;
    chart.text(isLeft ? low - 4 : high + 4, y, numberText(item.value, decimals), { "text-anchor": isLeft ? "end" : "start" });
  });
}

// Bars of parts that add up; negative parts to the left. items: {group, label, key, parts: [{name, value}], total}.
function drawStacks(chart, items, { unit, names }) {
  chart.legend(names.map((name, i) => ({ name, colour: seriesColour(i) })));
  const sums = items.flatMap(({ parts, total }) =>
    [1, -1].map((sign) => d3.sum(parts, ({ value }) => (value * sign > 0 ? value : 0))).concat(total ?? null),
  );
  const decimals = decimalsFor(sums);
  const rows = new Rows(chart, items);
  const room = Math.max(30, ...items.map(({ total }) => textWidth(numberText(total, decimals)))) + 8;
  const scale = barScale(chart, rows, sums, room);
  chart.sheet(rows.bottom);
  chart.axisX(scale, rows.top, rows.height, unit);
  rows.draw(chart, items, (item, y) => {
    const ends = { 1: 0, "-1": 0 };
    for (const { name, value } of item.parts) {
      const label = spokenItem({ ...item, label: `${item.label}, ${name}`, value, reason: item.reason }, decimals, unit);
      const place = { key: `${item.key}|${name}`, value, label };
      if (value === null) continue;
      const sign = value < 0 ? -1 : 1,
        from = ends[sign];
      ends[sign] += value;
      const [x0, x1] = [scale(from), scale(ends[sign])].sort((a, b) => a - b);
      chart.mark(
        "rect",
        {
          x: x0,
          y: y - 6,
          width: Math.max(0, x1 - x0),
          height: 12,
          fill: seriesColour(names.indexOf(name)),
          stroke: "var(--panel)",
          "stroke-width": 0.7,
        },
        place,
      );
    }
    if (item.total === null || item.total === undefined) {
      const node = chart.mark(
        "text",
        { x: scale(0) + 5, y, "dominant-baseline": "central", class: "soft" },
        { key: item.key, value: null, label: spokenItem({ ...item, value: null }, decimals, unit) },
      );
      node.textContent = "-";
      return;
    }
    chart.add("path", { d: `M${scale(item.total)},${y - 9}v18`, class: "halo" });
    chart.mark(
      "path",
      { d: `M${scale(item.total)},${y - 9}v18`, class: "total" },
      { key: item.key, value: item.total, label: spokenItem({ ...item, label: `${item.label}, sum`, value: item.total }, decimals, unit) },
    );
    chart.text(Math.max(scale(ends[1]), scale(item.total)) + 5, y, numberText(item.total, decimals));
  });
}

// The middle half and the middle 90 % of a distribution, median and mean. items: {group, label, key, quantiles: [5 values], mean}.
function drawIntervals(chart, items, { unit }) {
  chart.legend([
    { name: "5 to 95 %: thin, 25 to 75 %: thick, line: median", colour: seriesColour(0) },
    { name: "mean", colour: seriesColour(1), dash: "0 99", symbol: d3.symbolDiamond },
  ]);
  const values = items.flatMap(({ quantiles, mean }) => [...quantiles, mean]);
  const decimals = decimalsFor(values),
    rows = new Rows(chart, items);
  const known = values.filter((value) => value !== null);
  const scale = d3
    .scaleLinear()
    .domain(known.length > 0 ? [Math.min(...known), Math.max(...known)] : [0, 1])
    .nice()
    .range([rows.left + 4, chart.width - 12]);
  chart.sheet(rows.bottom);
  chart.axisX(scale, rows.top, rows.height, unit);
  const quantileNames = ["5 %", "25 %", "median", "75 %", "95 %"];
  rows.draw(chart, items, (item, y) => {
    const [q5, q25, q50, q75, q95] = item.quantiles;
    const place = (name, value) => ({
      key: `${item.key}|${name}`,
      value,
      label: spokenItem({ ...item, label: `${item.label}, ${name}`, value }, decimals, unit),
    });
    if (q50 === null) {
      const node = chart.mark("text", { x: scale.range()[0], y, "dominant-baseline": "central", class: "soft" }, place("median", null));
      node.textContent = "-";
      return;
    }
    chart.add("path", { d: `M${scale(q5)},${y}H${scale(q95)}`, stroke: seriesColour(0), "stroke-width": 2 });
    chart.add("rect", { x: scale(q25), y: y - 5, width: Math.max(1, scale(q75) - scale(q25)), height: 10, fill: seriesColour(0) });
    item.quantiles.forEach((value, i) => {
      const isMedian = i === 2,
        height = isMedian ? 14 : 8;
      chart.mark(
        "rect",
        { x: scale(value) - 1, y: y - height / 2, width: 2, height, fill: isMedian ? "var(--text)" : seriesColour(0) },
        place(quantileNames[i], value),
      );
    });
    if (item.mean !== null)
      chart.mark(
        "path",
        { d: d3.symbol().type(d3.symbolDiamond).size(40)(), transform: `translate(${scale(item.mean)},${y})`, fill: seriesColour(1) },
        place("mean", item.mean),
      );
  });
}
