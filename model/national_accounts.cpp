// SPDX-License-Identifier: Apache-2.0
#include "model/national_accounts.h"

#include "model/technology.h"

namespace etslink {
namespace {

int agent_user(const Economy& economy, AgentKind kind) {
  return static_cast<int>(economy.sectors.size()) + static_cast<int>(kind);
}

// Sector or technology, or final user, of every activity: its own sector or agent at the top of a nest, that of its
// buyer below.
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
  const int producers = static_cast<int>(economy.sectors.size()), sectors = count_of_sectors(economy.sectors);
  for (int n = 0; n < static_cast<int>(economy.activities.size()); ++n) {
    const int buyer = search.user(n);
    buyer_of_activity.push_back(buyer);
    user_of_activity.push_back(buyer < producers ? sector_of(economy.sectors, {buyer}).index
                                                 : buyer - producers + sectors);
  }
  for (int e = 0; e < static_cast<int>(economy.edges.size()); ++e) {
    const Edge& edge = economy.edges[e];
    const Activity& activity = economy.activities[edge.activity];
    const bool buys_good =
        edge.role == EdgeRole::good || edge.role == EdgeRole::domestic || edge.role == EdgeRole::imports;
    const bool is_final = buyer_of_activity[edge.activity] >= producers;
    if (buys_good && is_final && activity.kind != ActivityKind::armington) final_uses.push_back({e, activity.region});
    if (edge.role == EdgeRole::origin) sales.push_back({e, edge.exporter, activity.region, edge.good});
    if (edge.role == EdgeRole::service) sales.push_back({e, edge.exporter, Region{}, edge.good});
  }
}

std::vector<std::string> AccountsIndex::user_labels(const Economy& economy) {
  std::vector<std::string> labels;
  for (int s = 0; s < count_of_sectors(economy.sectors); ++s) labels.push_back(economy.sectors[s].code);
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

BenchmarkValuation::BenchmarkValuation(const Economy& economy) : commodity_price_(economy.commodities.size(), 1.0) {
  for (const Edge& edge : economy.edges) edge_price_.push_back(edge.price0);
}

void for_each_expenditure_on_gdp(const Economy& economy, const AccountsIndex& accounts, const Valuation& valuation,
                                 const std::function<void(Region, int, double)>& item) {
  for (const FinalPurchase& use : accounts.final_uses) item(use.region, use.edge, valuation.edge_price[use.edge]);
  for (const CrossBorderSale& sale : accounts.sales) {
    item(sale.seller, sale.edge, fob_price(economy, sale.edge, valuation.commodity_price));
    if (sale.buyer.valid()) item(sale.buyer, sale.edge, -cif_price(economy, sale.edge, valuation.commodity_price));
  }
}

}  // namespace etslink
