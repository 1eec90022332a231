/* SPDX-License-Identifier: Apache-2.0 */
// The page: a part for each file, with warnings, headline table, figures and provenance.
const kinds = {
  study: "Results of a study",
  coalitions: "Coalitions",
  curves: "Marginal abatement cost curves",
  sweep: "Sweep over uncertain numbers",
  sensitivity: "Sensitivities",
};

// Sentences about scenarios, each once with the scenarios that it is about.
function grouped(notes) {
  const all = new Map();
  for (const [text, scenario] of notes) all.set(text, [...(all.get(text) || []), scenario]);
  return [...all].map(([text, scenarios]) => `${[...new Set(scenarios)].join(", ")}: ${text}`);
}

function scenarioNotes(view, scenario) {
  const notes = [],
    status = view.status(scenario);
  if (status !== "solved") {
    const reached = view.at("reachable_cut", { scenario }),
      worst = view.at("worst_conditions", { scenario });
    notes.push(
      `${status}: ${view.at("solver_message", { scenario })}${worst ? `; largest residuals: ${worst}` : ""}` +
        (reached === null ? "" : `; equilibria connected with the benchmark end at ${numberText(100 * reached, 1)} % of the way`),
    );
    return notes;
  }
  for (const market of view.labels("market")) {
    const price = view.at("carbon_price", { scenario, market });
    if (price !== null && price > 1000)
      notes.push(`the carbon price of ${market} is above 1,000 USD/t: beyond what the functions of the model are made for`);
    if (price !== null && price < 1e-6)
      notes.push(
        view.at("co2_cap", { scenario, market }) === null
          ? `nothing is scarce in the market ${market}, its price is 0`
          : `the cap of ${market} does not bind, its price is 0`,
      );
  }
  for (const region of view.labels("region")) {
    const gdp = view.at("gdp_change", { scenario, region }),
      welfare = view.at("welfare_change", { scenario, region });
    if (gdp > 1e-3 && welfare < -1e-3)
      notes.push(`in ${region} welfare falls while GDP rises: what is produced there is not what its residents can buy`);
    if (gdp < -1e-3 && welfare > 1e-3)
      notes.push(`in ${region} welfare rises while GDP falls: terms of trade or payments for permits outweigh the loss of production`);
  }
  for (const name of ["leakage_channels_note", "abatement_cost_note"]) {
    const text = view.has(name) ? view.at(name, { scenario }) : "";
    if (text && text !== "no market is on")
      notes.push(`${name === "leakage_channels_note" ? "leakage by channel" : "abatement cost by the curve"}: ${text}`);
  }
  return notes;
}

function warningsOf(file, view) {
  const { attributes } = view,
    notes = [];
  if (attributes.incomplete) notes.push(`incomplete: ${attributes.incomplete}`);
  if (file.kind === "study" || file.kind === "coalitions")
    notes.push(...grouped(view.labels("scenario").flatMap((scenario) => scenarioNotes(view, scenario).map((text) => [text, scenario]))));
  if (file.kind === "curves") {
    const end = Math.max(...view.labels("point").map((point) => view.at("path_percent", { point })));
    for (const curve of view.labels("curve")) {
      const last = view.at("largest_path_percent", { curve });
      if (!(last >= end))
        notes.push(`${curve}: ends at ${numberText(last, 1)} % of ${numberText(end, 1)} %, beyond it no equilibrium was found`);
    }
  }
  if (file.kind === "sweep" && Number(attributes.failed_samples) > 0)
    notes.push(
      `${attributes.failed_samples} of ${attributes.samples} samples were not solved by every scenario and are left out of the statistics`,
    );
  return notes;
}

const provenanceNames = [
  ["title", "title"],
  ["study_name", "study"],
  ["variant", "variant"],
  ["reference_scenario", "reference scenario"],
  ["benchmark_year", "base year"],
  ["currency", "currency"],
  ["numeraire", "numeraire"],
  ["closure", "closure"],
  ["coalition", "coalition of the leakage rates"],
  ["design", "design"],
  ["samples", "samples"],
  ["failed_samples", "failed samples"],
  ["seed", "seed"],
  ["data_hash", "hash of the data"],
  ["sources", "sources of the data"],
  ["licence", "licence of the data"],
  ["citation", "please cite"],
  ["format", "format of the file"],
];

function provenance(file, attributes) {
  const list = element("dl");
  const add = (name, text) => {
    if (text) list.append(element("dt", {}, name), element("dd", {}, text));
  };
  add("file", file.name);
  if (attributes.program_version) add("program", `etslink ${attributes.program_version} (${attributes.git_revision})`);
  for (const [name, words] of provenanceNames) add(words, attributes[name]);
  const parts = [element("h3", {}, "Where it comes from"), list];
  if (attributes.study) {
    const save = element(
      "button",
      { type: "button", click: () => download(`${file.name.replace(/\.[^.]*$/, "")}.toml`, attributes.study, "application/toml") },
      "Save the study (TOML)",
    );
    parts.push(
      element(
        "details",
        { class: "study-text" },
        element("summary", {}, "Study file"),
        save,
        element("pre", { tabindex: 0 }, attributes.study),
      ),
    );
  }
  return element("section", { class: "provenance" }, ...parts);
}

function axisList(root) {
  if (root.labels("axis").length === 0) return null;
  const table = dataTable(
    "Uncertain numbers",
    [{ name: "axis" }, { name: "acts on" }, { name: "distribution" }],
    root
      .labels("axis")
      .map((axis) => ({ axis, "acts on": root.at("axis_key", { axis }), distribution: root.at("axis_distribution", { axis }) })),
  );
  return element("details", {}, element("summary", {}, "Uncertain numbers"), table);
}

// The variant of a study's figures and table.
function variantChoice(view, redraw) {
  if (view.variants.length < 2) return null;
  const options = view.variants.map((name) =>
    element("option", { value: name }, `${name}: ${view.at("variant_description", { variant: name }) || ""}`.replace(/: $/, "")),
  );
  return element(
    "div",
    { class: "choices" },
    element(
      "label",
      {},
      "variant",
      element(
        "select",
        {
          name: "variant",
          change: (event) => {
            view.variant = event.target.value;
            redraw();
          },
        },
        ...options,
      ),
    ),
  );
}

function figuresOf(file, view, id) {
  if (file.kind === "curves") return curveFigures(view, id);
  if (file.kind === "sweep")
    return sweepFigures({ statistics: new Data(file.statistics), histograms: new Data(file.histograms) }, view, id);
  if (file.kind === "sensitivity") return sensitivityFigures(file.table, id);
  return [...(file.coalitions ? coalitionFigures(new Data(file.coalitions), id) : []), ...studyFigures(view, id)];
}

function makePart(file, index) {
  const id = `part-${index}`,
    view = new StudyView(file.root || {}),
    isStudy = file.kind === "study" || file.kind === "coalitions";
  const heading = `${kinds[file.kind]}: ${file.name}`;
  const part = element("section", { id, "aria-labelledby": `${id}-heading` }, element("h2", { id: `${id}-heading` }, heading));
  document.getElementById("content").append(part);
  document.getElementById("parts").append(element("li", {}, element("a", { href: `#${id}` }, heading)));
  const warnings = warningsOf(file, view);
  const headline = isStudy ? new Headline(view) : null;
  let figures = [];
  part.append(
    variantChoice(view, () => {
      headline.draw();
      figures.forEach((figure) => figure.draw());
    }) || "",
    headline ? headline.node : "",
  );
  if (warnings.length > 0)
    part.append(
      element(
        "div",
        { class: "warnings", role: "note", "aria-label": "Warnings" },
        element("strong", {}, "Worth knowing"),
        element("ul", {}, ...warnings.map((text) => element("li", {}, text))),
      ),
    );
  if (file.kind === "sweep") part.append(axisList(view) || "");
  figures = placeFigures(part, figuresOf(file, view, id), file.name);
  part.append(provenance(file, view.attributes));
}

function makeTheme() {
  const names = ["as the system", "light", "dark"],
    button = document.getElementById("theme");
  let now = 0;
  button.addEventListener("click", () => {
    now = (now + 1) % names.length;
    if (now === 0) delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = names[now];
    button.textContent = `Theme: ${names[now]}`;
  });
}

function makePage() {
  const { files, program } = JSON.parse(document.getElementById("data").textContent);
  const first = files.map((file) => (file.root || {}).attributes || {}).find((attributes) => attributes.study_name) || {};
  const title = first.study_name || files[0].name;
  document.title = `${title}: etslink report`;
  document.getElementById("title").textContent = title;
  const year = first.benchmark_year
    ? `Base year ${first.benchmark_year}; changes are against the scenario ${first.reference_scenario}. `
    : "";
  document.getElementById("subtitle").textContent =
    `${year}A dash stands for a missing value, with its reason. Written by etslink ${program}.`;
  makeTheme();
  files.forEach(makePart);
}

makePage();
