// SPDX-License-Identifier: Apache-2.0
#include "results/curve_cost.h"

#include "results/emissions.h"
#include "results/permits.h"

namespace etslink {
namespace {

// A cap this close to benchmark emissions asks for no effort; the difference is rounding.
constexpr double smallest_effort = 1e-9;

}  // namespace

Values abatement_cost_macc(const ScenarioView& view) {
  if (view.economy.pools.empty()) return Values(view.region_count(), 0);
  if (!view.result.abatement_cost) return Values(view.region_count(), missing_value);
  Values cost = view.result.abatement_cost->area;
  const Values permits = permit_import_value(view);
  for (std::size_t r = 0; r < cost.size(); ++r) cost[r] += permits[r];
  return cost;
}

Values abatement_cost_macc_error(const ScenarioView& view) {
  if (view.economy.pools.empty()) return Values(view.region_count(), 0);
  return view.result.abatement_cost ? view.result.abatement_cost->error : Values(view.region_count(), missing_value);
}

Values average_abatement_cost(const ScenarioView& view) {
  const std::vector<Values> benchmark = covered_benchmark_emissions(view.economy);
  Values effort(view.region_count(), 0), base(view.region_count(), 0);
  for (int m = 0; m < view.market_count(); ++m) {
    if (view.economy.markets[m].pool < 0) continue;
    for (int r = 0; r < view.region_count(); ++r) {
      effort[r] += benchmark[m][r] - view.economy.markets[m].cap_by_region[r];
      base[r] += benchmark[m][r];
    }
  }
  Values average = abatement_cost_macc(view);
  for (std::size_t r = 0; r < average.size(); ++r) {
    average[r] = effort[r] > smallest_effort * base[r] ? average[r] / effort[r] : missing_value;
  }
  return average;
}

}  // namespace etslink
