// SPDX-License-Identifier: Apache-2.0
#include "results/welfare.h"

namespace etslink {
namespace {

// Sum of a value per household over the households of each region; missing where a region has none that buys.
template <class ValueOf>
Values sum_over_households(const ScenarioView& view, ValueOf value) {
  Values sum;
  for (int r = 0; r < view.region_count(); ++r) {
    const std::vector<int> households = consuming_households(view.economy, {r});
    sum.push_back(households.empty() ? missing_value : 0);
    for (const int h : households) sum.back() += value(h);
  }
  return sum;
}

Values expenditure_at_benchmark_prices(const ScenarioView& view, const EquilibriumState& state) {
  return sum_over_households(view, [&](int h) { return benchmark_price_expenditure(view.economy, state, h); });
}

Values goods_at_benchmark_prices(const ScenarioView& view, const EquilibriumState& state) {
  return sum_over_households(view, [&](int h) { return benchmark_price_consumption(view.economy, state, h); });
}

}  // namespace

double benchmark_price_expenditure(const Economy& economy, const EquilibriumState& state, int household) {
  const int demand = economy.agents[household].demand_activity;
  return economy.activities[demand].quantity0 * state.activity_level[demand];
}

double benchmark_price_consumption(const Economy& economy, const EquilibriumState& state, int household) {
  const EconomicAgent& agent = economy.agents[household];
  const int edge = consumed_goods(economy, agent).edge;
  double goods = edge >= 0 ? state.edge_quantity[edge] : benchmark_price_expenditure(economy, state, household);
  if (agent.subsistence_activity >= 0)
    goods +=
        economy.activities[agent.subsistence_activity].quantity0 * state.activity_level[agent.subsistence_activity];
  return goods;
}

Values equivalent_variation(const ScenarioView& view) {
  Values variation = expenditure_at_benchmark_prices(view, view.state);
  const Values reference = expenditure_at_benchmark_prices(view, view.reference);
  for (std::size_t r = 0; r < variation.size(); ++r) variation[r] -= reference[r];
  return variation;
}

Values welfare_change(const ScenarioView& view) {
  Values change = equivalent_variation(view);
  const Values reference = goods_at_benchmark_prices(view, view.reference);
  for (std::size_t r = 0; r < change.size(); ++r) {
    change[r] = reference[r] == 0 ? missing_value : 100 * change[r] / reference[r];
  }
  return change;
}

Values consumption(const ScenarioView& view) { return goods_at_benchmark_prices(view, view.state); }

Values abatement_cost_ev(const ScenarioView& view) {
  Values cost = equivalent_variation(view);
  for (double& value : cost) value = -value;
  return cost;
}

Values consumer_price(const ScenarioView& view) {
  Values price;
  for (int r = 0; r < view.region_count(); ++r) price.push_back(consumption_price(view.economy, view.state, {r}));
  return price;
}

}  // namespace etslink
