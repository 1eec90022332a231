// SPDX-License-Identifier: Apache-2.0
#include "results/welfare.h"

namespace etslink {
namespace {

// e(pbar, u) of a state per region; missing where a region has no household demand.
Values expenditure_at_benchmark_prices(const ScenarioView& view, const EquilibriumState& state) {
  Values expenditure(view.region_count(), missing_value);
  for (int r = 0; r < view.region_count(); ++r) {
    const int consumption = consumption_activity(view.economy, {r});
    if (consumption < 0) continue;
    expenditure[r] = view.economy.activities[consumption].quantity0 * state.activity_level[consumption];
  }
  return expenditure;
}

// Consumption of goods, leisure apart, at benchmark prices.
Values goods_at_benchmark_prices(const ScenarioView& view, const EquilibriumState& state) {
  Values goods = expenditure_at_benchmark_prices(view, state);
  for (int r = 0; r < view.region_count(); ++r) {
    const int edge = household_goods(view.economy, {r}).edge;
    if (edge >= 0) goods[r] = state.edge_quantity[edge];
  }
  for (std::size_t n = 0; n < view.economy.activities.size(); ++n) {
    const Activity& activity = view.economy.activities[n];
    if (activity.kind == ActivityKind::subsistence)
      goods[activity.region.index] += activity.quantity0 * state.activity_level[n];
  }
  return goods;
}

}  // namespace

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
