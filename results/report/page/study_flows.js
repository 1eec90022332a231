/* SPDX-License-Identifier: Apache-2.0 */
// Figures of one scenario at a time: permits from sellers to buyers, abatement by user, leakage, output.

// Markets of a scenario whose prices are the same bits share a pool; null where a region with trade is in several.
function poolsOf(view, scenario) {
  const pools = new Map();
  for (const market of view.labels("market")) {
    const price = view.at("carbon_price", { scenario, market });
    if (price === null) continue;
    const pool = pools.get(price) || { names: [], regions: new Set() };
    pool.names.push(market);
    view.labels("region").filter((region) => view.isMember(scenario, market, region)).forEach((region) => pool.regions.add(region));
    pools.set(price, pool);
  }
  return [...pools.values()].map(({ names, regions }) => ({ name: names.join("+"), regions }));
}

// Net sales and purchases of the regions [Mt, or the payment for them], over the pool that a region is in.
function permitLinks(view, scenario, name) {
  const least = 1e-6 * Math.max(0, ...view.labels("region").map((region) => Math.abs(view.at(name, { scenario, region }) ?? 0)));
  const pools = poolsOf(view, scenario), links = [];
  const trades = view.labels("region").map((region) => ({ region, bought: view.at(name, { scenario, region }) ?? 0 })).filter(({ bought }) => Math.abs(bought) > least);
  const poolOf = (region) => pools.filter((pool) => pool.regions.has(region));
  const isClear = trades.every(({ region }) => poolOf(region).length === 1) &&
    pools.every((pool) => Math.abs(d3.sum(trades.filter(({ region }) => pool.regions.has(region)), ({ bought }) => bought)) <= 10 * least);
  for (const { region, bought } of trades) {
    const pool = `pool:${isClear ? `pool ${poolOf(region)[0].name}` : "traded permits"}`;
    links.push(bought > 0 ? { source: pool, target: `buyer:${region}`, value: bought, region, bought } : { source: `seller:${region}`, target: pool, value: -bought, region, bought });
  }
  return links;
}

function tradeFigure(view, id) {
  if (!view.isKnown("permit_imports")) return null;
  const volume = (scenario) => d3.sum(view.labels("region"), (region) => Math.abs(view.at("permit_imports", { scenario, region }) ?? 0));
  const scenarios = view.scenariosShown().filter((scenario) => volume(scenario) > 1e-3).sort((a, b) => volume(b) - volume(a));
  if (scenarios.length === 0) return null;
  return { id, title: "Who sells permits to whom", choices: [{ name: "scenario", label: "scenario", options: scenarios.map((name) => [name, name]) },
    { name: "result", label: "in", options: ["permit_imports", "permit_import_value"].map((name) => [name, view.units(name)]) }],
    content: ({ scenario, result }) => {
      const unit = view.units(result), links = permitLinks(view, scenario, result).map((link) => ({ ...link, pool: (link.bought > 0 ? link.source : link.target).slice(5) }));
      const columns = [{ name: "scenario" }, { name: "region" }, { name: "pool" }, { name: result, unit }];
      return { caption: `${view.meaning(result)} [${unit}], scenario ${scenario}: sellers left, buyers right; a pool is the markets that share a price. In the table sales are negative.`, columns,
        rows: links.map(({ region, pool, bought }) => ({ scenario, region, pool, [result]: bought })), draw: (chart) => drawFlows(chart, links, { unit }) };
    } };
}

// The regions with the largest numbers by name, the others together.
function largestRegions(view, value) {
  const sizes = view.labels("region").map((region) => ({ region, size: value(region) })).sort((a, b) => b.size - a.size);
  const named = sizes.slice(0, sizes.length <= seriesCount ? seriesCount : seriesCount - 1).map(({ region }) => region);
  return { named, others: view.labels("region").filter((region) => !named.includes(region)) };
}

function scenarioChoice(view) {
  return { name: "scenario", label: "scenario", options: view.scenariosShown().filter((name) => view.status(name) === "solved").map((name) => [name, name]) };
}

// Emissions by user fall from the reference to the scenario.
function abatementFigure(view, id) {
  const choice = scenarioChoice(view), reference = view.attributes.reference_scenario;
  if (!view.isKnown("co2_by_user") || choice.options.length === 0 || view.status(reference) !== "solved") return null;
  const cut = (scenario, region, user) => view.at("co2_by_user", { scenario: reference, region, user }) - view.at("co2_by_user", { scenario, region, user });
  return { id, title: "Abatement by sector", choices: [choice], content: ({ scenario }) => {
    const users = view.labels("user");
    const { named, others } = largestRegions(view, (region) => d3.sum(users, (user) => Math.abs(cut(scenario, region, user))));
    const names = others.length > 0 ? [...named, "other regions"] : named;
    const items = users.map((user) => {
      const parts = named.map((region) => ({ name: region, value: cut(scenario, region, user) }));
      if (others.length > 0) parts.push({ name: "other regions", value: d3.sum(others, (region) => cut(scenario, region, user)) });
      return { label: view.places.sector.has(user) ? view.nameOf("sector", user) : user, key: user, user, parts, total: d3.sum(parts, ({ value }) => value) };
    }).sort((a, b) => b.total - a.total);
    const rows = users.flatMap((user) => view.labels("region").map((region) => ({ scenario, region, user, abatement: cut(scenario, region, user) })));
    return { caption: `CO2 of each user in ${reference} less that in ${scenario} [Mt]; emissions that grow stand left of zero; line: sum.`,
      columns: [{ name: "scenario" }, { name: "region" }, { name: "user" }, { name: "abatement", unit: "Mt" }], rows, draw: (chart) => drawStacks(chart, items, { unit: "Mt", names }) };
  } };
}

const leakageParts = [["fuel prices", "leakage_fuel_price_channel"], ["competitiveness", "leakage_competitiveness_channel"]];

function leakageFigure(view, id) {
  if (!view.isKnown("leakage_rate")) return null;
  return { id, title: "Carbon leakage and its channels", content: () => {
    const scenarios = view.scenariosShown();
    const items = scenarios.map((scenario) => ({ label: scenario, key: scenario, total: view.at("leakage_rate", { scenario }), reason: view.reason("leakage_rate", { scenario }),
      parts: leakageParts.map(([name, variable]) => ({ name, value: view.at(variable, { scenario }) })) }));
    const names = ["leakage_rate", ...leakageParts.map(([, variable]) => variable), "leakage_rate_net_of_permits", "domestic_leakage"].filter((name) => view.has(name));
    const rows = scenarios.map((scenario) => Object.fromEntries([["scenario", scenario], ...names.map((name) => [name, view.at(name, { scenario })])]));
    return { caption: "Emissions that rise outside the coalition in per cent of what falls inside [%]; line and number: the rate; bars: through fuel prices, and through competitiveness with fuel prices held.",
      columns: [{ name: "scenario" }, ...names.map((name) => ({ name, unit: view.units(name) }))], rows, draw: (chart) => drawStacks(chart, items, { unit: "%", names: leakageParts.map(([name]) => name) }) };
  } };
}

function leakagePlaceFigure(view, id) {
  const choice = scenarioChoice(view), results = ["leakage_by_region", "leakage_by_sector"].filter((name) => view.isKnown(name));
  if (results.length === 0 || choice.options.length === 0) return null;
  return { id, title: "Where emissions leak to", choices: [choice, { name: "result", label: "by", options: results.map((name) => [name, name === "leakage_by_region" ? "region" : "sector"]) }],
    content: ({ scenario, result }) => {
      const axis = result === "leakage_by_region" ? "region" : "sector";
      const items = view.labels(axis).map((label) => ({ place: { scenario, [axis]: label }, label: view.nameOf(axis, label), key: `${scenario}|${label}`, value: view.at(result, { scenario, [axis]: label }),
        reason: view.reason(result, { scenario }), ...view.range(result, { scenario, [axis]: label }) }));
      return { caption: `${view.meaning(result)} [%], scenario ${scenario}: ${view.formula(result)}.`, ...longTable(view, ["scenario", axis], items, { name: result, unit: "%" }), draw: (chart) => drawBars(chart, items, { unit: "%" }) };
    } };
}

function outputFigure(view, id) {
  const choice = scenarioChoice(view);
  if (!view.isKnown("output_change") || choice.options.length === 0) return null;
  return { id, title: "Output by sector and region", wide: true, choices: [choice, regionChoice(view)], content: (chosen) => {
    const { scenario } = chosen, columns = chosenRegions(view, chosen), rowName = (sector) => view.nameOf("sector", sector);
    const cells = view.labels("sector").flatMap((sector) => columns.map((region) => ({ row: rowName(sector), column: region, sector, value: view.at("output_change", { scenario, region, sector }), reason: "the sector has no output there" })));
    return { caption: `${view.meaning("output_change")} [%], scenario ${scenario}; orange: falls, blue: grows.`, columns: [{ name: "scenario" }, { name: "region" }, { name: "sector" }, { name: "output_change", unit: "%" }],
      rows: cells.map(({ sector, column, value }) => ({ scenario, region: column, sector, output_change: value })), draw: (chart) => drawCells(chart, { rows: view.labels("sector").map(rowName), columns, cells, unit: "%" }) };
  } };
}
