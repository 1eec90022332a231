// SPDX-License-Identifier: Apache-2.0
#include "model/booking_sink.h"

#include <algorithm>

#include "model/complementarity_pairs.h"

namespace etslink {

BookingSink::BookingSink(const EvaluationPoint& point, const Economy& economy, EquilibriumState& state)
    : PlainSink(point), state_(state) {
  state.commodity_endowment.assign(economy.commodities.size(), 0);
  state.factor_income.assign(economy.agents.size(), 0);
  state.activity_level.assign(economy.activities.size(), 0);
  state.activity_unit_revenue.assign(economy.activities.size(), 0);
  state.edge_price.assign(economy.edges.size(), 0);
  state.edge_quantity.assign(economy.edges.size(), 0);
  state.process_emissions.assign(economy.processes.size(), 0);
  state.process_abatement.assign(economy.processes.size(), 0);
  state.market_emissions_by_region.assign(economy.markets.size(), std::vector<double>(economy.regions.size(), 0));
  state.pool_is_degenerate.assign(economy.pools.size(), 0);
  state.rule_is_degenerate.assign(economy.rules.size(), 0);
}

void BookingSink::close() {
  for (const auto& [key, value] : income_) state_.income.push_back({key.first, key.second, value});
}

char BookingSink::book(double unknown, double slack) {
  state_.complementarity_residual = std::max(state_.complementarity_residual, std::abs(std::min(unknown, slack)));
  return std::abs(unknown) < degeneracy_limit && std::abs(slack) < degeneracy_limit ? 1 : 0;
}

}  // namespace etslink
