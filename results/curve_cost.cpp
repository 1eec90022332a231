// SPDX-License-Identifier: Apache-2.0
#include "results/curve_cost.h"

#include "model/conditions.h"
#include "results/emissions.h"
#include "results/ledger.h"
#include "results/permit_trade.h"
#include "results/permits.h"

namespace etslink {
namespace {

// A cap this close to benchmark emissions asks for no effort; the difference is rounding.
constexpr double smallest_effort = 1e-9;

// What instruments buy in each region [million USD]: inputs of offsets and projects.
Values bought_inputs(const ScenarioView& view) {
  Values value(view.region_count(), 0);
  if (view.economy.contributions.empty()) return value;
  const TableOfContents contents = list_conditions(view.economy);
  for (const Contribution& item : view.economy.contributions) {
    if (item.row.kind != Row::Kind::market_clearing) continue;
    const Region region = view.economy.commodities[item.row.index].region;
    if (region.valid())
      value[region.index] -=
          view.state.commodity_price[item.row.index] * value_of(view.economy, contents, item.formula, view.state.x);
  }
  return value;
}

}  // namespace

Values abatement_cost_macc(const ScenarioView& view) {
  if (view.economy.pools.empty()) return Values(view.region_count(), 0);
  if (!view.result.abatement_cost) return Values(view.region_count(), missing_value);
  Values cost = view.result.abatement_cost->area;
  const Values permits = permit_import_value(view), inputs = bought_inputs(view);
  for (std::size_t r = 0; r < cost.size(); ++r) cost[r] += permits[r] + inputs[r];
  return cost;
}

Values abatement_cost_macc_error(const ScenarioView& view) {
  if (view.economy.pools.empty()) return Values(view.region_count(), 0);
  return view.result.abatement_cost ? view.result.abatement_cost->error : Values(view.region_count(), missing_value);
}

Values average_abatement_cost(const ScenarioView& view) {
  const std::vector<Values> benchmark = covered_benchmark_emissions(view.economy);
  Values effort = ledger_target(view), base(view.region_count(), 0), taxed(base);
  for (double& mt : effort) mt = -mt;
  for (int m = 0; m < view.market_count(); ++m) {
    if (!is_on(view.economy, m)) continue;
    for (int r = 0; r < view.region_count(); ++r) {
      if (has_permits(view.economy, m))
        base[r] += benchmark[m][r];
      else
        taxed[r] += benchmark[m][r] - view.state.market_emissions_by_region[m][r];
    }
  }
  for (std::size_t r = 0; r < effort.size(); ++r) effort[r] = base[r] > 0 ? effort[r] + base[r] : taxed[r];
  Values average = abatement_cost_macc(view);
  for (std::size_t r = 0; r < average.size(); ++r) {
    average[r] = effort[r] > smallest_effort * base[r] ? average[r] / effort[r] : missing_value;
  }
  return average;
}

}  // namespace etslink
