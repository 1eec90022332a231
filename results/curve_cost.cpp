// SPDX-License-Identifier: Apache-2.0
#include "results/curve_cost.h"

#include <utility>

#include "model/conditions.h"
#include "model/edge_kernel.h"
#include "model/national_accounts.h"
#include "results/emissions.h"
#include "results/ledger.h"
#include "results/permit_trade.h"
#include "results/permits.h"

namespace etslink {
namespace {

// A target this close to benchmark emissions asks for no effort that costs could be divided by: where one price takes
// the place of several that were paid, and where permits are sold, costs do not vanish with it.
constexpr double smallest_effort = 1e-3;

// What instruments buy in each region [million USD]: inputs of offsets and projects.
Values bought_inputs(const ScenarioView& view) {
  Values value(view.region_count(), 0);
  if (view.economy.contributions.empty()) return value;
  const TableOfContents& contents = view.contents();
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

CapPathPoint priced_emissions(const Economy& economy, const EquilibriumState& state) {
  CapPathPoint point{state.permit_price, state.market_emissions_by_region};
  const std::vector<Values> credits = permits_by_region(PermitSource::crediting, economy, state);
  for (std::size_t m = 0; m < credits.size(); ++m) {
    for (std::size_t r = 0; r < credits[m].size(); ++r) point.emissions[m][r] -= credits[m][r];
  }
  return point;
}

CapPathPoint paid_emissions(const Economy& economy, const EquilibriumState& state, double part) {
  CapPathPoint point;
  for (const PaidCarbonPrice& paid : economy.paid_carbon_prices) {
    const Edge& edge = economy.edges[paid.edge];
    const double delivered = cif_price(economy, paid.edge, state.commodity_price);
    Values mt(economy.regions.size(), 0);
    mt[economy.activities[edge.activity].region.index] = paid.replaced * state.edge_quantity[paid.edge];
    point.price.push_back(part * paid.usd_per_t * delivered / delivered_price0(edge));
    point.emissions.push_back(std::move(mt));
  }
  return point;
}

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
  const Values benchmark = ledger_benchmark_emissions(view), target = ledger_target(view);
  Values average = abatement_cost_macc(view);
  for (std::size_t r = 0; r < average.size(); ++r) {
    const double effort = benchmark[r] - target[r];
    average[r] = effort > smallest_effort * benchmark[r] ? average[r] / effort : missing_value;
  }
  return average;
}

}  // namespace etslink
