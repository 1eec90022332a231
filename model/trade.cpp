// SPDX-License-Identifier: Apache-2.0
#include "model/trade.h"

#include "model/indirect_emissions.h"
#include "model/permits.h"
#include "model/technology.h"

namespace etslink {
namespace {

// Has the good a composite that all users of a region share? What a technology makes has one buyer and one origin.
bool is_pooled(const BuildContext& context, Sector good) {
  return context.options.armington == ArmingtonOption::pooled && !is_technology(context.benchmark.sectors[good.index]);
}

Edge taxed_edge(const BuildContext& context, Region region, double value, double tax) {
  Edge edge;
  edge.quantity0 = value;
  if (tax != 0) {
    require(value != 0, "a tax stands on a flow that is not zero");
    edge.tax = tax / value;
    edge.tax_agent = context.tax_agent(region);
  }
  edge.price0 = 1 + edge.tax;
  return edge;
}

// P = [ p_c (1 + tx) + sum mu p_s ] (1 + tm) of a bilateral flow.
Edge trade_edge(const BuildContext& context, const TradeFlow& flow) {
  Edge edge;
  edge.role = EdgeRole::origin;
  edge.good = flow.good;
  edge.exporter = flow.exporter;
  edge.commodity = context.good[context.cell(flow.exporter, flow.good)];
  edge.quantity0 = flow.value_musd;
  double delivered = flow.value_musd + flow.export_tax_musd;
  for (const MarginFlow& margin : context.flows.margins(flow)) {
    if (margin.value_musd == 0) continue;
    edge.margins.push_back({context.margin_pool[margin.service.index], margin.value_musd / flow.value_musd});
    delivered += margin.value_musd;
  }
  edge.export_tax = flow.export_tax_musd / flow.value_musd;
  edge.tax = flow.tariff_musd / delivered;
  edge.price0 = (delivered + flow.tariff_musd) / flow.value_musd;
  if (edge.export_tax != 0) edge.export_tax_agent = context.tax_agent(flow.exporter);
  if (edge.tax != 0) edge.tax_agent = context.tax_agent(flow.importer);
  return edge;
}

void add_imports(BuildContext& context, Region region, Sector good) {
  const int commodity = context.imports[context.cell(region, good)];
  if (commodity < 0) return;
  Activity bundle;
  bundle.name = context.economy.commodities[commodity].name;
  bundle.region = region;
  bundle.sector = good;
  bundle.kind = ActivityKind::imports;
  bundle.sigma = context.elasticities.value(context.nests.armington_origins, region, good);
  bundle.output = commodity;
  std::vector<Edge> inputs;
  for (const TradeFlow& flow : context.flows.imports(region, good)) {
    if (flow.value_musd > 0) inputs.push_back(trade_edge(context, flow));
  }
  if (inputs.empty()) return;  // stocks of imported goods alone supply them
  bundle.quantity0 = value0(inputs);
  context.add_activity(std::move(bundle), std::move(inputs));
  context.mark_if_additive(good);
}

std::vector<Edge> origin_edges(const BuildContext& context, const GoodUse& use, Region region) {
  const int cell = context.cell(region, use.good);
  std::vector<Edge> edges;
  if (use.domestic != 0) {
    edges.push_back(taxed_edge(context, region, use.domestic, use.domestic_tax));
    edges.back().role = EdgeRole::domestic;
    edges.back().commodity = context.good[cell];
  }
  if (use.imported != 0) {
    edges.push_back(taxed_edge(context, region, use.imported, use.imported_tax));
    edges.back().role = EdgeRole::imports;
    edges.back().commodity = context.imports[cell];
  }
  for (Edge& edge : edges) {
    edge.good = use.good;
    edge.purpose = use.purpose;
  }
  return edges;
}

Activity armington_activity(const BuildContext& context, const std::string& name, Region region, Sector good) {
  Activity composite;
  composite.name = name;
  composite.region = region;
  composite.sector = good;
  composite.kind = ActivityKind::armington;
  composite.sigma = context.elasticities.value(context.nests.armington_top, region, good);
  return composite;
}

void add_pooled_composite(BuildContext& context, Region region, Sector good) {
  const int commodity = context.armington[context.cell(region, good)];
  if (commodity < 0) return;
  const bool is_apart = stocks_stand_apart(context, region, good);
  GoodUse total = is_apart ? context.flows.purchases(region, good) : context.flows.total_use(region, good);
  total.domestic_tax = total.imported_tax = 0;  // users pay their own tax on the composite
  Activity composite = armington_activity(context, context.economy.commodities[commodity].name, region, good);
  std::vector<Edge> inputs = origin_edges(context, total, region);
  composite.output = commodity;
  composite.quantity0 = value0(inputs);
  context.add_activity(std::move(composite), std::move(inputs));
  context.mark_if_additive(good);
}

void add_margin_pool(BuildContext& context, Sector service) {
  if (context.margin_pool[service.index] < 0) return;
  Activity pool;
  pool.name = context.economy.commodities[context.margin_pool[service.index]].name;
  pool.sector = service;
  pool.kind = ActivityKind::margin;
  pool.sigma = context.elasticities.value(context.nests.margin_pool, {}, service);
  pool.output = context.margin_pool[service.index];
  std::vector<Edge> inputs;
  for (const MarginSupply& supply : context.benchmark.margin_supply) {
    if (supply.service != service || supply.value_musd <= 0) continue;
    Edge edge;
    edge.role = EdgeRole::service;
    edge.good = service;
    edge.exporter = supply.region;
    edge.commodity = context.good[context.cell(supply.region, service)];
    edge.quantity0 = supply.value_musd;
    inputs.push_back(edge);
  }
  pool.quantity0 = value0(inputs);
  context.add_activity(std::move(pool), std::move(inputs));
}

bool is_used(double purchases, double stock_change) { return purchases > 0 || stock_change != 0; }

// The user price of a stock change that is bought as one: with its taxes on its sum, it must be above 0.
void expect_price(const BuildContext& context, const GoodUse& stocks, Region region) {
  for (const auto& [value, tax] :
       {std::pair(stocks.domestic, stocks.domestic_tax), std::pair(stocks.imported, stocks.imported_tax)}) {
    if (tax == 0 || (value != 0 && 1 + tax / value > 0)) continue;
    throw InputError({context.benchmark.folder + "/use.csv", 0},
                     "stock changes of " + context.name(stocks.good) + ", " + context.code(region) +
                         " from several exporters cancel out, but their taxes do not");
  }
}

void declare_good(BuildContext& context, Region region, Sector good) {
  const int cell = context.cell(region, good);
  const std::string name = context.name(good) + ", " + context.code(region);
  const GoodUse purchases = context.flows.purchases(region, good), stocks = context.flows.stock_change(region, good);
  if (context.flows.is_made(region, good) || context.flows.exports(region, good) > 0 ||
      is_used(purchases.domestic, stocks.domestic)) {
    context.good[cell] = context.add_commodity({name, region, CommodityKind::output});
  }
  if (is_used(purchases.imported, stocks.imported)) {
    context.imports[cell] = context.add_commodity({"imports of " + name, region, CommodityKind::imports});
  }
  const bool is_apart = stocks_stand_apart(context, region, good);
  if (is_apart) expect_price(context, stocks, region);
  const double pooled = is_apart ? purchases.value() : context.flows.total_use(region, good).value();
  if (is_pooled(context, good) && pooled > 0) {
    context.armington[cell] =
        context.add_commodity({"Armington composite of " + name, region, CommodityKind::armington});
  }
}

}  // namespace

bool stocks_stand_apart(const BuildContext& context, Region region, Sector good) {
  const GoodUse purchases = context.flows.purchases(region, good), stocks = context.flows.stock_change(region, good);
  if (!is_pooled(context, good)) return true;
  // What is left for a composite of an origin, after a run-down of about as much, is rounding.
  const auto is_exhausted = [](double bought, double change) { return change < 0 && bought + change <= 1e-9 * bought; };
  return is_exhausted(purchases.domestic, stocks.domestic) || is_exhausted(purchases.imported, stocks.imported) ||
         (stocks.tax() != 0 && (stocks.value() == 0 || 1 + stocks.tax() / stocks.value() <= 0));
}

void declare_goods(BuildContext& context) {
  for (int r = 0; r < context.benchmark.region_count(); ++r) {
    for (int s = 0; s < context.benchmark.sector_count(); ++s) declare_good(context, {r}, {s});
  }
  for (const MarginSupply& supply : context.benchmark.margin_supply) {
    int& pool = context.margin_pool[supply.service.index];
    if (pool < 0 && supply.value_musd > 0)
      pool = context.add_commodity({"world pool of " + context.name(supply.service), {}, CommodityKind::margin});
  }
}

void add_trade(BuildContext& context) {
  for (int r = 0; r < context.benchmark.region_count(); ++r) {
    for (int s = 0; s < context.benchmark.sector_count(); ++s) {
      add_imports(context, {r}, {s});
      add_pooled_composite(context, {r}, {s});
    }
  }
  for (int s = 0; s < context.benchmark.sector_count(); ++s) add_margin_pool(context, {s});
}

Edge connect_good(BuildContext& context, const Purchase& purchase) {
  const auto& [use, region, user, fuel, buyer] = purchase;
  if (is_pooled(context, use.good)) {
    Edge edge = taxed_edge(context, region, use.value(), use.tax());
    edge.role = EdgeRole::good;
    edge.good = use.good;
    edge.purpose = use.purpose;
    edge.commodity = context.armington[context.cell(region, use.good)];
    add_emissions(context, edge, {region, user, use.good, fuel.total()});
    add_indirect_emissions(context, edge, {region, user, use.good, use.domestic, use.imported});
    return edge;
  }
  std::vector<Edge> origins = origin_edges(context, use, region);
  for (Edge& edge : origins) {
    const bool is_domestic = edge.role == EdgeRole::domestic;
    const double mt = is_domestic ? fuel.domestic : fuel.imported;
    const double shared = fuel.any_origin * (origins.size() == 1 ? 1 : 0);
    add_emissions(context, edge, {region, user, use.good, mt + shared});
    add_indirect_emissions(context, edge,
                           {region, user, use.good, is_domestic ? use.domestic : 0, is_domestic ? 0 : use.imported});
  }
  if (origins.size() == 1) return origins.front();
  const std::string name = context.name(use.good, use.purpose) + " of " + buyer + ", " + context.code(region);
  Edge edge;
  edge.role = EdgeRole::good;
  edge.good = use.good;
  edge.purpose = use.purpose;
  edge.quantity0 = value0(origins);
  edge.commodity = context.add_bundle(armington_activity(context, name, region, use.good), CommodityKind::armington,
                                      std::move(origins));
  context.mark_if_additive(use.good);
  add_emissions(context, edge, {region, user, use.good, fuel.any_origin});
  return edge;
}

std::vector<Edge> fixed_purchases(BuildContext& context, const GoodUse& use, Region region) {
  if (stocks_stand_apart(context, region, use.good)) return origin_edges(context, use, region);
  Edge edge = taxed_edge(context, region, use.value(), use.tax());
  edge.role = EdgeRole::good;
  edge.good = use.good;
  edge.commodity = context.armington[context.cell(region, use.good)];
  return {edge};
}

}  // namespace etslink
