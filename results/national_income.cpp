// SPDX-License-Identifier: Apache-2.0
#include "results/national_income.h"

#include "results/gdp.h"
#include "results/permits.h"

namespace etslink {
namespace {

// Which commodities somebody is endowed with: the factors and resources.
std::vector<char> factors(const Economy& economy) {
  std::vector<char> is_factor(economy.commodities.size(), 0);
  for (const Endowment& endowment : economy.endowments) is_factor[endowment.commodity] = 1;
  return is_factor;
}

// Regions that own or use a factor of another region or of a world market: in all others there is no income from
// abroad, not even the residual of a market.
std::vector<char> have_factors_abroad(const Economy& economy, const std::vector<char>& is_factor) {
  std::vector<char> have(economy.regions.size(), 0);
  const auto meet = [&](int commodity, Region region) {
    const Region home = economy.commodities[commodity].region;
    if (home == region) return;
    have[region.index] = 1;
    if (home.valid()) have[home.index] = 1;
  };
  for (const Endowment& endowment : economy.endowments)
    meet(endowment.commodity, economy.agents[endowment.agent].region);
  for (const Edge& edge : economy.edges) {
    if (is_factor[edge.commodity]) meet(edge.commodity, economy.activities[edge.activity].region);
  }
  return have;
}

}  // namespace

ScenarioView reference_of(const ScenarioView& view) {
  const Economy& economy = view.reference_economy == nullptr ? view.economy : *view.reference_economy;
  return {economy, view.accounts, view.reference, view.reference, view.result, {}};
}

Values net_factor_income(const ScenarioView& view) {
  const Economy& economy = view.economy;
  const std::vector<char> is_factor = factors(economy), have = have_factors_abroad(economy, is_factor);
  Values income(view.region_count(), 0);
  const auto add = [&](Region region, double value) {
    if (have[region.index]) income[region.index] += value;
  };
  for (std::size_t a = 0; a < economy.agents.size(); ++a) add(economy.agents[a].region, view.state.factor_income[a]);
  for (std::size_t e = 0; e < economy.edges.size(); ++e) {
    const Edge& edge = economy.edges[e];
    if (!is_factor[edge.commodity]) continue;
    add(economy.activities[edge.activity].region,
        -view.state.commodity_price[edge.commodity] * view.state.edge_quantity[e]);
  }
  return income;
}

Values nominal_gni(const ScenarioView& view) {
  Values income = nominal_gdp(view);
  const Values factors_abroad = net_factor_income(view), permits = permit_import_value(view);
  for (std::size_t r = 0; r < income.size(); ++r) income[r] = income[r] + factors_abroad[r] - permits[r];
  return income;
}

Values final_expenditure_price(const ScenarioView& view) {
  Values now(view.region_count(), 0), at_benchmark_prices = now;
  for (const FinalPurchase& use : view.accounts.final_uses) {
    const double quantity = view.state.edge_quantity[use.edge];
    now[use.region.index] += view.state.edge_price[use.edge] * quantity;
    at_benchmark_prices[use.region.index] += view.economy.edges[use.edge].price0 * quantity;
  }
  for (std::size_t r = 0; r < now.size(); ++r) {
    now[r] = at_benchmark_prices[r] > 0 ? now[r] / at_benchmark_prices[r] : missing_value;
  }
  return now;
}

Values real_gni(const ScenarioView& view) {
  Values income = nominal_gni(view);
  const Values price = final_expenditure_price(view);
  for (std::size_t r = 0; r < income.size(); ++r) income[r] /= price[r];
  return income;
}

Values gni_change(const ScenarioView& view) {
  Values change = real_gni(view);
  const Values reference = real_gni(reference_of(view));
  for (std::size_t r = 0; r < change.size(); ++r) change[r] = percent_change(change[r], reference[r]);
  return change;
}

Values abatement_cost_gni(const ScenarioView& view) {
  Values cost = real_gni(reference_of(view));
  const Values income = real_gni(view);
  for (std::size_t r = 0; r < cost.size(); ++r) cost[r] -= income[r];
  return cost;
}

}  // namespace etslink
