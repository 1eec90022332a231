// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "model/state_parts.h"

namespace etslink {

void read_unknowns(const TableOfContents& table, EquilibriumState& state) {
  for (const int u : table.price) state.commodity_price.push_back(std::exp(state.x[u]));
  for (const int u : table.availability) state.resource_availability.push_back(std::exp(state.x[u]));
  for (const int u : table.variable) state.variable.push_back(state.x[u]);
  state.walras_residual = state.x[table.walras_slack];
}

void sum_up_markets(const Economy& economy, const TableOfContents& table, EquilibriumState& state) {
  const double numeraire = std::exp(state.x[table.numeraire_price]);
  for (std::size_t m = 0; m < economy.markets.size(); ++m) {
    const MarketNode& market = economy.markets[m];
    state.permit_price.push_back(market.pool < 0 ? 0 : state.x[table.permit_price[market.pool]] / numeraire);
    state.market_emissions.push_back(0);
    for (const double mt : state.market_emissions_by_region[m]) state.market_emissions.back() += mt;
    state.market_allowances_by_region.push_back(market.cap_by_region);
  }
  for (const PermitSupply& supply : economy.supplies) {
    state.permit_supply.push_back(value_of(economy, table, supply.mt, state.x));
    state.market_allowances_by_region[supply.market][supply.region.index] += state.permit_supply.back();
  }
}

EquilibriumState evaluate_state(const Economy&, const EquilibriumSystem& system, std::span<const double> x) {
  EquilibriumState state;
  state.x.assign(x.begin(), x.end());
  state.residual.resize(x.size());
  system.residual(x, state.residual);
  system.book(x, state);
  return state;
}

double largest_budget_gap(const Economy& economy, const EquilibriumState& state) {
  std::vector<double> balance(economy.agents.size(), 0);
  for (const IncomeItem& item : state.income) balance[item.agent] += item.value;
  double largest = 0;
  for (std::size_t a = 0; a < balance.size(); ++a)
    largest = std::max(largest, std::abs(balance[a] / economy.agents[a].income0));
  return largest;
}

EquilibriumState state_of_solution(const Economy& economy, const EquilibriumSystem& system, std::span<const double> x) {
  EquilibriumState state = evaluate_state(economy, system, x);
#ifndef NDEBUG
  require(largest_budget_gap(economy, state) < budget_tolerance, "budgets are balanced in every accepted solution");
#endif
  return state;
}

EquilibriumState state_of_solution(const Economy& economy, std::span<const double> x) {
  return state_of_solution(economy, EquilibriumSystem(economy), x);
}

EquilibriumState evaluate_state(const Economy& economy, std::span<const double> x) {
  return evaluate_state(economy, EquilibriumSystem(economy), x);
}

}  // namespace etslink
