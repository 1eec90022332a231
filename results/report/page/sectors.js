/* SPDX-License-Identifier: Apache-2.0 */
// Abatement and output by sector, one scenario at a time.
function scenarioChoice(view) {
  return {
    name: "scenario",
    label: "scenario",
    options: view
      .scenariosShown()
      .filter((name) => view.status(name) === "solved")
      .map((name) => [name, name]),
  };
}

// The regions with the largest numbers by name, the others together.
function largestRegions(view, value) {
  const sizes = view
    .labels("region")
    .map((region) => ({ region, size: value(region) }))
    .sort((a, b) => b.size - a.size);
  const named = sizes.slice(0, sizes.length <= seriesCount ? seriesCount : seriesCount - 1).map(({ region }) => region);
  return { named, others: view.labels("region").filter((region) => !named.includes(region)) };
}

// Emissions by user fall from the reference to the scenario.
function abatementFigure(view, id) {
  const choice = scenarioChoice(view),
    reference = view.attributes.reference_scenario;
  if (!view.isKnown("co2_by_user") || choice.options.length === 0 || view.status(reference) !== "solved") return null;
  const cut = (scenario, region, user) =>
    view.at("co2_by_user", { scenario: reference, region, user }) - view.at("co2_by_user", { scenario, region, user });
  return {
    id,
    title: "Abatement by sector",
    choices: [choice],
    content: ({ scenario }) => {
      const users = view.labels("user");
      const { named, others } = largestRegions(view, (region) => d3.sum(users, (user) => Math.abs(cut(scenario, region, user))));
      const names = others.length > 0 ? [...named, "other regions"] : named;
      const items = users
        .map((user) => {
          const parts = named.map((region) => ({ name: region, value: cut(scenario, region, user) }));
          if (others.length > 0) parts.push({ name: "other regions", value: d3.sum(others, (region) => cut(scenario, region, user)) });
          return {
            label: view.places.sector.has(user) ? view.nameOf("sector", user) : user,
            key: user,
            user,
            parts,
            total: d3.sum(parts, ({ value }) => value),
          };
        })
        .sort((a, b) => b.total - a.total);
      const rows = users.flatMap((user) =>
        view.labels("region").map((region) => ({ scenario, region, user, abatement: cut(scenario, region, user) })),
      );
      return {
        caption: `CO2 of each user in ${reference} less that in ${scenario} [Mt]; emissions that grow stand left of zero; line: sum.`,
        columns: [{ name: "scenario" }, { name: "region" }, { name: "user" }, { name: "abatement", unit: "Mt" }],
        rows,
        draw: (chart) => drawStacks(chart, items, { unit: "Mt", names }),
      };
    },
  };
}

function outputFigure(view, id) {
  const choice = scenarioChoice(view);
  if (!view.isKnown("output_change") || choice.options.length === 0) return null;
  return {
    id,
    title: "Output by sector and region",
    wide: true,
    choices: [choice, regionChoice(view)],
    content: (chosen) => {
      const { scenario } = chosen,
        columns = chosenRegions(view, chosen),
        rowName = (sector) => view.nameOf("sector", sector);
      const cells = view.labels("sector").flatMap((sector) =>
        columns.map((region) => ({
          row: rowName(sector),
          column: region,
          sector,
          value: view.at("output_change", { scenario, region, sector }),
          reason: "the sector has no output there",
        })),
      );
      return {
        caption: `${view.meaning("output_change")} [%], scenario ${scenario}; orange: falls, blue: grows.`,
        columns: [{ name: "scenario" }, { name: "region" }, { name: "sector" }, { name: "output_change", unit: "%" }],
        rows: cells.map(({ sector, column, value }) => ({ scenario, region: column, sector, output_change: value })),
        draw: (chart) => drawCells(chart, { rows: view.labels("sector").map(rowName), columns, cells, unit: "%" }),
      };
    },
  };
}

// The mix of technologies of a sector, power by source, in the reference and in each scenario.
function technologyFigure(view, id) {
  const results = ["technology_share", "technology_output", "technology_emissions", "technology_rent"].filter((name) => view.isKnown(name));
  if (results.length === 0 || view.scenariosShown().length === 0) return null;
  const sectorOf = (technology) => technology.split(".")[0],
    sectors = [...new Set(view.labels("technology").map(sectorOf))],
    reference = view.attributes.reference_scenario;
  const regions = [...new Set([...view.regionsShown(), ...view.labels("region")])];
  return {
    id,
    title: "Technologies",
    wide: true,
    choices: [
      resultChoice(view, results),
      { name: "sector", label: "sector", options: sectors.map((sector) => [sector, view.nameOf("sector", sector)]) },
      { name: "region", label: "region", options: regions.map((region) => [region, view.nameOf("region", region)]) },
    ],
    content: ({ result, sector, region }) => {
      const scenarios = [...new Set([reference, ...view.scenariosShown()])].filter((name) => view.labels("scenario").includes(name));
      const value = (scenario, technology) => view.at(result, { scenario, region, technology });
      const own = view.labels("technology").filter((technology) => sectorOf(technology) === sector),
        names = own.filter((technology) => scenarios.some((scenario) => value(scenario, technology) !== null)),
        unit = view.units(result);
      const items = scenarios.map((scenario) => ({
        label: scenario,
        key: scenario,
        parts: names.map((name) => ({ name, value: value(scenario, name) })),
        total: names.some((name) => value(scenario, name) !== null) ? d3.sum(names, (name) => value(scenario, name)) : null,
        reason: view.status(scenario) === "solved" ? "the sector has no technologies there" : "not solved",
      }));
      const rows = scenarios.flatMap((scenario) =>
        names.map((technology) => ({ scenario, region, technology, [result]: value(scenario, technology) })),
      );
      return {
        caption: `${view.meaning(result)} in ${view.nameOf("region", region)} [${unit}]; line: sum.`,
        columns: [{ name: "scenario" }, { name: "region" }, { name: "technology" }, { name: result, unit }],
        rows,
        draw: (chart) => drawStacks(chart, items, { unit, names }),
      };
    },
  };
}
