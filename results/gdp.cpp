// SPDX-License-Identifier: Apache-2.0
#include "results/gdp.h"

#include "model/shocked_economy.h"

namespace etslink {
namespace {

// With the export taxes of `economy`.
Values gdp_at(const ScenarioView& view, const Economy& economy, const EquilibriumState& state,
              const Valuation& valuation) {
  Values gdp(view.region_count(), 0);
  for_each_expenditure_on_gdp(economy, view.accounts, valuation, [&](Region region, int edge, double price) {
    gdp[region.index] += price * state.edge_quantity[edge];
  });
  for (const WorldSale& sale : view.economy_of(state).world_sales)
    gdp[sale.region.index] += valuation.commodity_price[sale.commodity] * state.variable[sale.variable];
  return gdp;
}

Values gdp_at_benchmark_prices(const ScenarioView& view, const EquilibriumState& state) {
  const AtBenchmark benchmark(view.economy);
  return gdp_at(view, benchmark.economy(), state, BenchmarkValuation(benchmark.economy()).prices());
}

}  // namespace

Values real_gdp(const ScenarioView& view) { return gdp_at_benchmark_prices(view, view.state); }

Values nominal_gdp(const ScenarioView& view) {
  return gdp_at(view, view.economy, view.state, {view.state.commodity_price, view.state.edge_price});
}

Values gdp_change(const ScenarioView& view) {
  Values change = real_gdp(view);
  const Values reference = gdp_at_benchmark_prices(view, view.reference);
  for (std::size_t r = 0; r < change.size(); ++r) change[r] = percent_change(change[r], reference[r]);
  return change;
}

Values abatement_cost_gdp(const ScenarioView& view) {
  Values cost = gdp_at_benchmark_prices(view, view.reference);
  const Values gdp = real_gdp(view);
  for (std::size_t r = 0; r < cost.size(); ++r) cost[r] -= gdp[r];
  return cost;
}

}  // namespace etslink
