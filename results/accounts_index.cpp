// SPDX-License-Identifier: Apache-2.0
#include "results/accounts_index.h"

#include <algorithm>
#include <limits>

namespace etslink {

std::vector<int> consuming_households(const Economy& economy, Region region) {
  std::vector<int> found = economy.households(region);
  std::erase_if(found, [&](int h) { return economy.agents[h].demand_activity < 0; });
  return found;
}

double consumption_price(const Economy& economy, const EquilibriumState& state, Region region) {
  const std::vector<int> households = consuming_households(economy, region);
  if (households.empty()) return std::numeric_limits<double>::quiet_NaN();
  double total = 0, price = 0;
  for (const int h : households) {
    const EconomicAgent& agent = economy.agents[h];
    const ConsumedGoods goods = consumed_goods(economy, agent);
    // What is bought whatever happens counts in the weights, as in those of the numeraire.
    const double fixed = agent.subsistence_activity < 0 ? 0 : economy.activities[agent.subsistence_activity].quantity0;
    total += goods.quantity0 + fixed;
    price += (goods.quantity0 + fixed) * state.commodity_price[goods.commodity];
  }
  return price / total;
}

bool have_same_structure(const Economy& a, const Economy& b) {
  const auto same = [](const auto& x, const auto& y, auto equal) {
    return std::equal(x.begin(), x.end(), y.begin(), y.end(), equal);
  };
  const auto by_kind = [](const Commodity& x, const Commodity& y) { return x.kind == y.kind && x.region == y.region; };
  const auto by_output = [](const Activity& x, const Activity& y) {
    return x.kind == y.kind && x.region == y.region && x.sector == y.sector && x.output == y.output;
  };
  const auto by_role = [](const EconomicAgent& x, const EconomicAgent& y) {
    return x.kind == y.kind && x.region == y.region && x.code == y.code && x.demand_activity == y.demand_activity;
  };
  const auto by_ends = [](const Edge& x, const Edge& y) {
    return x.activity == y.activity && x.commodity == y.commodity && x.margins.size() == y.margins.size();
  };
  const auto by_owner = [](const Endowment& x, const Endowment& y) {
    return x.agent == y.agent && x.commodity == y.commodity;
  };
  return same(a.commodities, b.commodities, by_kind) && same(a.activities, b.activities, by_output) &&
         same(a.agents, b.agents, by_role) && a.markets.size() == b.markets.size() && same(a.edges, b.edges, by_ends) &&
         same(a.endowments, b.endowments, by_owner) && a.transfers.size() == b.transfers.size() &&
         a.processes.size() == b.processes.size();
}

}  // namespace etslink
