/* SPDX-License-Identifier: Apache-2.0 */
// A figure with its choices, its data as a table and as CSV. What is drawn is what `content` returns: columns and rows for
// table and file, and a function that draws them.
class Figure {
  // spec: {id, title, wide, choices: [{name, label, options: [[value, text]]}], content(chosen) -> {caption, columns, rows, draw(chart)}}
  constructor(spec, file) {
    this.spec = spec;
    this.file = file;
    this.chosen = {};
    this.caption = element("figcaption", { id: `${spec.id}-caption` });
    this.place = element("div", { class: "chart", tabindex: 0, role: "group", "aria-roledescription": "chart" });
    this.chart = new Chart(this.place);
    this.table = element("details", { toggle: () => this.fillTable() }, element("summary", {}, "Data as a table"));
    const csv = element("button", { type: "button", click: () => this.saveCsv(), "aria-label": `CSV of ${spec.title}` }, "CSV");
    this.node = element(
      "figure",
      { id: spec.id, class: spec.wide ? "wide" : undefined, "aria-labelledby": `${spec.id}-title` },
      element("h3", { id: `${spec.id}-title` }, spec.title),
      this.caption,
      this.makeChoices(),
      this.place,
      element("div", { class: "tools" }, csv, this.table),
    );
  }

  makeChoices() {
    const places = (this.spec.choices || []).map(({ name, label, options }) => {
      this.chosen[name] = options[0][0];
      if (options.length < 2) return null;
      const select = element(
        "select",
        {
          name,
          change: (event) => {
            this.chosen[name] = event.target.value;
            this.draw();
          },
        },
        ...options.map(([value, text]) => element("option", { value }, text)),
      );
      return element("label", {}, label, select);
    });
    return element("div", { class: "choices" }, ...places);
  }

  // Where the page is printed the sheet is as wide as the paper.
  draw(width = this.place.clientWidth) {
    if (!width) return;
    this.width = width;
    this.content = this.spec.content(this.chosen);
    this.node.dataset.chosen = JSON.stringify(this.chosen);
    const { caption, rows, draw } = this.content;
    this.caption.textContent = caption;
    this.chart.begin(width, `${this.spec.title}. ${caption} Arrow keys read the values; the table below has them all.`);
    if (rows.length > 0) draw(this.chart);
    else this.place.append(element("p", { class: "soft" }, "There is nothing to show with this choice."));
    this.fillTable();
  }

  fillTable() {
    const old = this.table.querySelector(".scroll");
    if (old) old.remove();
    if (this.table.open) this.table.append(dataTable(this.spec.title, this.content.columns, this.content.rows));
  }

  csv() {
    return csvText(this.content.columns, this.content.rows);
  }

  saveCsv() {
    download(`${this.file.replace(/\.[^.]*$/, "")}_${this.spec.id.replace(/^part-\d+-/, "")}.csv`, this.csv(), "text/csv");
  }
}

// Draws figures where they come to stand, and anew where their width changes.
const drawnFigures = [];
const widthWatcher = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const figure = drawnFigures.find(({ place }) => place === target);
    if (figure && Math.abs(target.clientWidth - (figure.width || 0)) > 1) figure.draw();
  }
});
addEventListener("beforeprint", () => drawnFigures.forEach((figure) => figure.draw(680)));
addEventListener("afterprint", () => drawnFigures.forEach((figure) => figure.draw()));

function placeFigures(host, specs, file) {
  const grid = element("div", { class: "figures" });
  host.append(grid);
  return specs
    .filter((spec) => spec)
    .map((spec) => {
      const figure = new Figure(spec, file);
      grid.append(figure.node);
      drawnFigures.push(figure);
      figure.draw();
      widthWatcher.observe(figure.place);
      return figure;
    });
}
