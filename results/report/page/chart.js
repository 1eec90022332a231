/* SPDX-License-Identifier: Apache-2.0 */
// The sheet that a figure is drawn on: an SVG as wide as its place, and marks that pointer and arrow keys can read.
const seriesCount = 6;
const dashes = ["", "7 3", "2 3", "9 3 2 3", "5 5", "12 4"];
const symbols = [d3.symbolCircle, d3.symbolSquare, d3.symbolTriangle, d3.symbolDiamond, d3.symbolCross, d3.symbolStar];

function seriesColour(i) {
  const colour = `var(--series-${(i % seriesCount) + 1})`;
  return i < seriesCount ? colour : `color-mix(in srgb, ${colour} 45%, var(--panel))`; // the next ones pale
}

const measure = document.createElement("canvas").getContext("2d");
function textWidth(text) {
  measure.font = `12px ${getComputedStyle(document.body).fontFamily}`;
  return measure.measureText(text).width;
}

class Chart {
  constructor(host) {
    this.host = host;
    this.current = -1;
    this.marks = [];
    host.addEventListener("keydown", (event) => this.onKey(event));
    host.addEventListener("blur", () => this.leave());
    host.addEventListener("pointerleave", () => this.leave());
  }

  // An empty sheet; `label` says what is on it to those who don't see it.
  begin(width, label) {
    this.host.replaceChildren();
    this.width = width;
    this.marks = [];
    this.current = -1;
    this.host.setAttribute("aria-label", label);
    this.svg = null;
  }

  legend(items) {
    const list = element("ul", { class: "legend" });
    for (const { name, colour, dash, symbol } of items) {
      const key = this.node("svg", { width: 26, height: 12, "aria-hidden": "true" });
      if (dash === undefined) key.append(this.node("rect", { x: 6, width: 14, height: 12, fill: colour }));
      else {
        key.append(this.node("path", { d: "M0,6H26", class: "line", stroke: colour, "stroke-dasharray": dash }));
        key.append(this.node("path", { d: d3.symbol().type(symbol).size(45)(), transform: "translate(13,6)", fill: colour }));
      }
      list.append(element("li", {}, key, name));
    }
    this.host.append(list);
  }

  sheet(height, width = this.width) {
    this.svg = this.node("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });
    this.host.append(this.svg);
  }

  node(tag, attributes) {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== undefined) node.setAttribute(name, value);
    return node;
  }

  add(tag, attributes) {
    const node = this.node(tag, attributes);
    this.svg.append(node);
    return node;
  }

  text(x, y, string, attributes = {}) {
    const node = this.add("text", { x, y, "dominant-baseline": "central", ...attributes });
    node.textContent = string;
    return node;
  }

  // A drawn value: `key` names its place, `value` is the number of the file, `label` what is read out.
  mark(tag, attributes, { key, value, label }) {
    const node = this.add(tag, {
      ...attributes,
      class: `mark ${attributes.class || ""}`.trim(),
      "data-key": key,
      "data-value": value === null ? "" : value,
    });
    const i = this.marks.push({ node, label }) - 1;
    node.addEventListener("pointerenter", () => this.show(i, false));
    node.addEventListener("click", () => this.show(i, false));
    return node;
  }

  // Lines and numbers of a horizontal scale between two heights.
  axisX(scale, top, bottom, unit) {
    const ticks = scale.ticks(Math.max(2, Math.floor((scale.range()[1] - scale.range()[0]) / 80)));
    const name = scale.tickFormat(ticks.length);
    for (const tick of ticks) {
      const x = Math.round(scale(tick)) + 0.5;
      this.add("line", { x1: x, x2: x, y1: top, y2: bottom, class: tick === 0 ? "zero" : "grid" });
      this.text(x, bottom + 10, name(tick).replace("-", minus), { "text-anchor": "middle", class: "soft" });
    }
    this.text(scale.range()[1], bottom + 26, unit === "1" ? "" : unit, { "text-anchor": "end", class: "soft" });
  }

  axisY(scale, left, right, unit) {
    const ticks = scale.ticks(6),
      name = scale.tickFormat(6);
    for (const tick of ticks) {
      const y = Math.round(scale(tick)) + 0.5;
      this.add("line", { x1: left, x2: right, y1: y, y2: y, class: tick === 0 ? "zero" : "grid" });
      this.text(left - 6, y, name(tick).replace("-", minus), { "text-anchor": "end", class: "soft" });
    }
    this.text(0, 8, unit === "1" ? "" : unit, { class: "soft" });
  }

  onKey(event) {
    const last = this.marks.length - 1;
    const next = {
      ArrowRight: this.current + 1,
      ArrowDown: this.current + 1,
      ArrowLeft: this.current - 1,
      ArrowUp: this.current - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (event.key === "Escape") this.leave();
    if (next === undefined || last < 0) return;
    event.preventDefault();
    this.show(Math.max(0, Math.min(last, next)), true);
  }

  show(i, isSpoken) {
    this.leave();
    this.current = i;
    const { node, label } = this.marks[i];
    node.classList.add("current");
    const place = node.getBoundingClientRect(),
      tooltip = document.getElementById("tooltip");
    tooltip.textContent = label;
    tooltip.hidden = false;
    const own = tooltip.getBoundingClientRect();
    tooltip.style.left = `${Math.max(4, Math.min(innerWidth - own.width - 4, place.left + place.width / 2 - own.width / 2))}px`;
    tooltip.style.top = `${place.top - own.height - 6 > 0 ? place.top - own.height - 6 : place.bottom + 6}px`;
    if (isSpoken) {
      document.getElementById("announcer").textContent = label;
      node.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  }

  leave() {
    if (this.current >= 0 && this.marks[this.current]) this.marks[this.current].node.classList.remove("current");
    document.getElementById("tooltip").hidden = true;
  }
}
