/* SPDX-License-Identifier: Apache-2.0 */
// Permits from sellers to buyers, one scenario at a time.
// Markets of a scenario whose prices are the same bits share a pool; null where a region with trade is in several.
function poolsOf(view, scenario) {
  const pools = new Map();
  for (const market of view.labels("market")) {
    const price = view.at("carbon_price", { scenario, market });
    if (price === null) continue;
    const pool = pools.get(price) || { names: [], regions: new Set() };
    pool.names.push(market);
    view
      .labels("region")
      .filter((region) => view.isMember(scenario, market, region))
      .forEach((region) => pool.regions.add(region));
    pools.set(price, pool);
  }
  return [...pools.values()].map(({ names, regions }) => ({ name: names.join("+"), regions }));
}

// Net sales and purchases of the regions [Mt, or the payment for them], over the pool that a region is in.
function permitLinks(view, scenario, name) {
  const least = 1e-6 * Math.max(0, ...view.labels("region").map((region) => Math.abs(view.at(name, { scenario, region }) ?? 0)));
  const pools = poolsOf(view, scenario),
    links = [];
  const trades = view
    .labels("region")
    .map((region) => ({ region, bought: view.at(name, { scenario, region }) ?? 0 }))
    .filter(({ bought }) => Math.abs(bought) > least);
  const poolOf = (region) => pools.filter((pool) => pool.regions.has(region));
  const isClear =
    trades.every(({ region }) => poolOf(region).length === 1) &&
    pools.every(
      (pool) =>
        Math.abs(
          d3.sum(
            trades.filter(({ region }) => pool.regions.has(region)),
            ({ bought }) => bought,
          ),
        ) <=
        10 * least,
    );
  for (const { region, bought } of trades) {
    const pool = `pool:${isClear ? `pool ${poolOf(region)[0].name}` : "traded permits"}`;
    links.push(
      bought > 0
        ? { source: pool, target: `buyer:${region}`, value: bought, region, bought }
        : { source: `seller:${region}`, target: pool, value: -bought, region, bought },
    );
  }
  return links;
}

function tradeFigure(view, id) {
  if (!view.isKnown("permit_imports")) return null;
  const volume = (scenario) => d3.sum(view.labels("region"), (region) => Math.abs(view.at("permit_imports", { scenario, region }) ?? 0));
  const scenarios = view
    .scenariosShown()
    .filter((scenario) => volume(scenario) > 1e-3)
    .sort((a, b) => volume(b) - volume(a));
  if (scenarios.length === 0) return null;
  return {
    id,
    title: "Who sells permits to whom",
    choices: [
      { name: "scenario", label: "scenario", options: scenarios.map((name) => [name, name]) },
      { name: "result", label: "in", options: ["permit_imports", "permit_import_value"].map((name) => [name, view.units(name)]) },
    ],
    content: ({ scenario, result }) => {
      const unit = view.units(result),
        links = permitLinks(view, scenario, result).map((link) => ({
          ...link,
          pool: (link.bought > 0 ? link.source : link.target).slice(5),
        }));
      const columns = [{ name: "scenario" }, { name: "region" }, { name: "pool" }, { name: result, unit }];
      return {
        caption:
          `${view.meaning(result)} [${unit}], scenario ${scenario}: sellers left, buyers right; a pool is the markets ` +
          "that share a price. In the table sales are negative.",
        columns,
        rows: links.map(({ region, pool, bought }) => ({ scenario, region, pool, [result]: bought })),
        draw: (chart) => drawFlows(chart, links, { unit }),
      };
    },
  };
}
