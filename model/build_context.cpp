// SPDX-License-Identifier: Apache-2.0
#include "model/build_context.h"

#include <algorithm>

namespace etslink {

BuildContext::BuildContext(const Benchmark& b, const NestSet& n, const Policy& p, const ModelOptions& o)
    : benchmark(b), nests(n), policy(p), options(o), flows(b), elasticities(b, n, o) {
  const std::size_t cells = static_cast<std::size_t>(b.region_count()) * b.sector_count();
  economy.regions = b.regions;
  economy.sectors = b.sectors;
  economy.factors = b.factors;
  economy.purposes = b.purposes;
  economy.volumes = PhysicalVolumes(b, flows);
  // Purchases, trade and some nests per sector: millions of edges of a world table are not moved while they grow.
  economy.edges.reserve(b.use.size() + b.trade.size() + 8 * b.value_added.size());
  good.assign(cells, -1);
  armington.assign(cells, -1);
  imports.assign(cells, -1);
  factor.assign(b.regions.size() * b.factors.size(), -1);
  margin_pool.assign(b.sectors.size(), -1);
  abatement.assign(b.regions.size(), -1);
  consumption.assign(b.regions.size(), -1);
}

std::string BuildContext::name(Sector sector, Purpose purpose) const {
  return name(sector) + (purpose.valid() ? " for " + benchmark.purposes[purpose.index] : "");
}

std::string BuildContext::name_of_agents(const std::string& what, int agent) const {
  const EconomicAgent& info = economy.agents[agent];
  const bool is_first = economy.find_agent(info.region, info.kind) == agent;
  return what + (is_first ? "" : " of " + info.code) + ", " + code(info.region);
}

int BuildContext::add_commodity(Commodity commodity) {
  economy.commodities.push_back(std::move(commodity));
  return static_cast<int>(economy.commodities.size()) - 1;
}

int BuildContext::add_activity(Activity activity, std::vector<Edge> inputs) {
  const int index = static_cast<int>(economy.activities.size());
  activity.first_edge = static_cast<int>(economy.edges.size());
  for (Edge& edge : inputs) {
    edge.activity = index;
    economy.edges.push_back(std::move(edge));
  }
  activity.last_edge = static_cast<int>(economy.edges.size());
  economy.activities.push_back(std::move(activity));
  return index;
}

int BuildContext::add_bundle(Activity activity, CommodityKind kind, std::vector<Edge> inputs) {
  activity.quantity0 = value0(inputs);
  activity.output = add_commodity({activity.name, activity.region, kind});
  const int commodity = activity.output;
  add_activity(std::move(activity), std::move(inputs));
  return commodity;
}

void BuildContext::mark_if_additive(Sector sector) {
  const auto& goods = nests.additive_goods;
  if (std::find(goods.begin(), goods.end(), sector) == goods.end()) return;
  additive.push_back({static_cast<int>(economy.activities.size()) - 1, nests.additive_at});
}

double value0(const Edge& edge) { return edge.price0 * edge.quantity0; }

double value0(const std::vector<Edge>& edges) {
  double sum = 0;
  for (const Edge& edge : edges) sum += value0(edge);
  return sum;
}

}  // namespace etslink
