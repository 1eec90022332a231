/* SPDX-License-Identifier: Apache-2.0 */
// Numbers, files and elements of the page.
const minus = "\u2212";

// So many decimals that the largest of the values has four digits, at most six.
function decimalsFor(values) {
  const largest = Math.max(0, ...values.filter((value) => value !== null).map(Math.abs));
  if (!(largest > 0)) return 0;
  return Math.max(0, Math.min(6, 3 - Math.floor(Math.log10(largest))));
}

// "-" where missing, never "-0".
function numberText(value, decimals) {
  if (value === null || value === undefined) return "-";
  const rounded = Math.abs(value) < 0.5 * 10 ** -decimals ? 0 : value;
  return d3.format(`,.${decimals}f`)(rounded).replace("-", minus);
}

function withUnit(text, unit) {
  return !unit || unit === "1" ? text : `${text} ${unit}`;
}

// An element with attributes (functions are listeners) and children; texts stay texts.
function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function csvField(value) {
  const text = value === null || value === undefined ? "" : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

// Columns are {name, unit}; missing values are empty fields.
function csvText(columns, rows) {
  const head = columns.map(({ name, unit }) => csvField(unit ? `${name} [${unit}]` : name));
  return [head, ...rows.map((row) => columns.map(({ name }) => csvField(row[name])))].map((line) => line.join(",")).join("\n") + "\n";
}

function download(name, text, type) {
  const link = element("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function dataTable(title, columns, rows) {
  const isText = columns.map(({ name }) => rows.every((row) => typeof row[name] !== "number"));
  const table = element("table", {}, element("caption", {}, title));
  table.append(
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        ...columns.map(({ name, unit }, i) =>
          element("th", { scope: "col", class: isText[i] ? "text" : undefined }, unit ? `${name} [${unit}]` : name),
        ),
      ),
    ),
  );
  const body = element("tbody");
  for (const row of rows) {
    body.append(
      element(
        "tr",
        {},
        ...columns.map(({ name }, i) => {
          const value = row[name];
          const isMissing = value === null || value === undefined;
          return element("td", { class: isText[i] ? "text" : undefined }, isMissing ? "-" : String(value).replace(/^-/, minus));
        }),
      ),
    );
  }
  table.append(body);
  return element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": title }, table);
}
