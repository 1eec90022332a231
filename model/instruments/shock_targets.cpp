// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/shock_targets.h"

#include <algorithm>

#include "model/demand_tree.h"
#include "model/joint_products.h"
#include "model/national_accounts.h"

namespace etslink {
namespace {

// An empty list stands for all.
template <class Item>
bool includes(const std::vector<Item>& list, const Item& item) {
  return list.empty() || std::find(list.begin(), list.end(), item) != list.end();
}

template <class Item>
bool names(const std::vector<Item>& list, const Item& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

}  // namespace

template <class Test>
std::vector<int> ShockTargets::edges(const Test& test) const {
  const Economy& economy = context_.economy;
  std::vector<int> found;
  for (int e = 0; e < static_cast<int>(economy.edges.size()); ++e) {
    if (test(economy.edges[e], economy.activities[economy.edges[e].activity])) found.push_back(e);
  }
  return found;
}

// Is it one of the factors, in the market of a region or of one of its sectors?
bool ShockTargets::is_factor(int commodity, Region region, Sector sector) const {
  const int count = static_cast<int>(context_.benchmark.factors.size());
  for (int f = 0; f < count; ++f) {
    if (!names(shock_.factors, Factor{f})) continue;
    if (context_.factor[region.index * count + f] == commodity) return true;
    const auto own = context_.sector_factor.find({region.index, sector.index, f});
    if (own != context_.sector_factor.end() && own->second == commodity) return true;
  }
  return false;
}

std::vector<int> ShockTargets::endowments() const {
  const Economy& economy = context_.economy;
  std::vector<int> found;
  for (int i = 0; i < static_cast<int>(economy.endowments.size()); ++i) {
    const Endowment& endowment = economy.endowments[i];
    const Region region = economy.agents[endowment.agent].region;
    if (!includes(shock_.regions, region)) continue;
    // With sectors it is a factor of theirs; a factor of the region has none.
    bool is_named = shock_.sectors.empty() && is_factor(endowment.commodity, region, {});
    for (int s = 0; s < context_.benchmark.sector_count() && !is_named; ++s)
      is_named = includes(shock_.sectors, Sector{s}) &&
                 economy.commodities[endowment.commodity].kind == CommodityKind::resource &&
                 is_factor(endowment.commodity, region, {s});
    if (is_named) found.push_back(i);
  }
  return found;
}

std::vector<int> ShockTargets::production() const {
  const Economy& economy = context_.economy;
  std::vector<int> found;
  for (int n = 0; n < static_cast<int>(economy.activities.size()); ++n) {
    const Activity& activity = economy.activities[n];
    if (activity.kind == ActivityKind::production && includes(shock_.regions, activity.region) &&
        includes(shock_.sectors, activity.sector))
      found.push_back(n);
  }
  return found;
}

std::vector<int> ShockTargets::outputs() const {
  std::vector<int> found;
  for (const int n : output_taxpayers(context_.economy)) {
    const Activity& activity = context_.economy.activities[n];
    const auto is_made = [&](Sector good) { return makes(context_, n, good); };
    if (includes(shock_.regions, activity.region) && includes(shock_.sectors, activity.sector) &&
        (shock_.goods.empty() || std::any_of(shock_.goods.begin(), shock_.goods.end(), is_made)))
      found.push_back(n);
  }
  return found;
}

bool ShockTargets::is_in_sector(const Edge& edge) const {
  const Activity& activity = context_.economy.activities[edge.activity];
  const bool is_made = activity.kind == ActivityKind::production || activity.kind == ActivityKind::nest;
  return is_made && activity.sector.valid() && includes(shock_.regions, activity.region) &&
         includes(shock_.sectors, activity.sector);
}

std::vector<int> ShockTargets::factor_inputs() const {
  return edges([&](const Edge& edge, const Activity& activity) {
    return is_in_sector(edge) && edge.role == EdgeRole::factor &&
           is_factor(edge.commodity, activity.region, activity.sector);
  });
}

std::vector<int> ShockTargets::inputs() const {
  std::vector<int> found = factor_inputs();
  const std::vector<int> goods = edges([&](const Edge& edge, const Activity&) {
    return is_in_sector(edge) && buys_good(edge) && names(shock_.goods, edge.good);
  });
  found.insert(found.end(), goods.begin(), goods.end());
  return found;
}

std::vector<int> ShockTargets::purchases() const {
  const AccountsIndex accounts(context_.economy);
  const bool is_pooled = context_.options.armington == ArmingtonOption::pooled;
  return edges([&](const Edge& edge, const Activity& activity) {
    const int user = accounts.buyer_of_activity[edge.activity];
    // Users of a pool pay on its composite, others on each origin.
    const bool is_taxed = buys_good(edge) && (edge.role == EdgeRole::good) == is_pooled;
    return is_taxed && user >= 0 && activity.kind != ActivityKind::stock_change &&
           includes(shock_.regions, activity.region) && includes(shock_.goods, edge.good) &&
           includes(shock_.users, user);
  });
}

std::vector<int> ShockTargets::trade_flows() const {
  return edges([&](const Edge& edge, const Activity& activity) {
    if (edge.role != EdgeRole::origin || !includes(shock_.goods, edge.good)) return false;
    const bool is_tariff = shock_.kind == ShockKind::tariff;
    const Region own = is_tariff ? activity.region : edge.exporter, other = is_tariff ? edge.exporter : activity.region;
    if (!includes(shock_.regions, own) || !includes(shock_.partners, other)) return false;
    return own != other || shock_.partners == std::vector<Region>{other};
  });
}

std::vector<int> ShockTargets::world_market_goods() const {
  std::vector<int> found;
  for (const WorldSale& sale : context_.economy.world_sales) {
    if (includes(shock_.regions, sale.region) && includes(shock_.goods, sale.good)) found.push_back(sale.commodity);
  }
  return found;
}

}  // namespace etslink
