// SPDX-License-Identifier: Apache-2.0
#include "results/accounts_index.h"

#include <algorithm>
#include <limits>

namespace etslink {
namespace {

int agent_user(const Economy& economy, AgentKind kind) {
  return static_cast<int>(economy.sectors.size()) + static_cast<int>(kind);
}

// Final user of every activity: its own sector or agent at the top of a nest, that of its buyer below.
class UserSearch {
 public:
  explicit UserSearch(const Economy& economy) : economy_(economy), buyers_(economy.commodities.size()) {
    for (const Edge& edge : economy.edges) buyers_[edge.commodity].push_back(edge.activity);
  }

  [[nodiscard]] int user(int n) const {
    const Activity& activity = economy_.activities[n];
    switch (activity.kind) {
      case ActivityKind::production:
        return activity.sector.index;
      case ActivityKind::consumption:
      case ActivityKind::subsistence:
        return agent_user(economy_, AgentKind::household);
      case ActivityKind::government:
        return agent_user(economy_, AgentKind::government);
      case ActivityKind::investment:
      case ActivityKind::stock_change:
        return agent_user(economy_, AgentKind::investment);
      case ActivityKind::nest:
        return activity.sector.valid() ? activity.sector.index : user_of_only_buyer(activity);
      case ActivityKind::armington:
        return user_of_only_buyer(activity);
      default:
        return -1;
    }
  }

 private:
  [[nodiscard]] int user_of_only_buyer(const Activity& activity) const {
    const std::vector<int>& buyers = buyers_[activity.output];
    return buyers.size() == 1 ? user(buyers.front()) : -1;
  }

  const Economy& economy_;
  std::vector<std::vector<int>> buyers_;  // per commodity: activities
};

}  // namespace

AccountsIndex::AccountsIndex(const Economy& economy) {
  const UserSearch search(economy);
  for (int n = 0; n < static_cast<int>(economy.activities.size()); ++n) user_of_activity.push_back(search.user(n));
  for (int e = 0; e < static_cast<int>(economy.edges.size()); ++e) {
    const Edge& edge = economy.edges[e];
    const Activity& activity = economy.activities[edge.activity];
    const bool buys_good =
        edge.role == EdgeRole::good || edge.role == EdgeRole::domestic || edge.role == EdgeRole::imports;
    const bool is_final = user_of_activity[edge.activity] >= static_cast<int>(economy.sectors.size());
    if (buys_good && is_final && activity.kind != ActivityKind::armington) final_uses.push_back({e, activity.region});
    if (edge.role == EdgeRole::origin) sales.push_back({e, edge.exporter, activity.region, edge.good});
    if (edge.role == EdgeRole::service) sales.push_back({e, edge.exporter, Region{}, edge.good});
  }
}

std::vector<std::string> AccountsIndex::user_labels(const Economy& economy) {
  std::vector<std::string> labels;
  for (const SectorInfo& sector : economy.sectors) labels.push_back(sector.code);
  for (const char* agent : {"household", "government", "investment"}) labels.emplace_back(agent);
  return labels;
}

double fob_price(const Economy& economy, int edge, const std::vector<double>& commodity_price) {
  return commodity_price[economy.edges[edge].commodity] * (1 + economy.edges[edge].export_tax);
}

double cif_price(const Economy& economy, int edge, const std::vector<double>& commodity_price) {
  double price = fob_price(economy, edge, commodity_price);
  for (const MarginUse& margin : economy.edges[edge].margins) {
    price += margin.coefficient * commodity_price[margin.commodity];
  }
  return price;
}

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
  const auto by_name = [](const auto& x, const auto& y) { return x.name == y.name; };
  const auto by_ends = [](const Edge& x, const Edge& y) {
    return x.activity == y.activity && x.commodity == y.commodity && x.margins.size() == y.margins.size();
  };
  const auto by_owner = [](const Endowment& x, const Endowment& y) {
    return x.agent == y.agent && x.commodity == y.commodity && x.quantity == y.quantity;
  };
  return same(a.commodities, b.commodities, by_name) && same(a.activities, b.activities, by_name) &&
         same(a.agents, b.agents, by_name) && same(a.markets, b.markets, by_name) && same(a.edges, b.edges, by_ends) &&
         same(a.endowments, b.endowments, by_owner) && a.transfers.size() == b.transfers.size() &&
         a.processes.size() == b.processes.size();
}

}  // namespace etslink
