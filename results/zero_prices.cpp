// SPDX-License-Identifier: Apache-2.0
#include "results/zero_prices.h"

#include <algorithm>
#include <numeric>

#include "model/conditions.h"

namespace etslink {
namespace {

// What solutions are accepted at: below it no side of a pair can be told from zero.
constexpr double resolution = 1e-9;

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

// (permits - emissions) / benchmark emissions of a pool.
double relative_slack(const Economy& economy, const EquilibriumState& state, const PermitPool& pool) {
  double permits = 0, emissions = 0, size = 0;
  for (const int m : pool.markets) {
    permits += sum(state.market_allowances_by_region[m]);
    emissions += state.market_emissions[m];
    size += economy.markets[m].benchmark_emissions;
  }
  return (permits - emissions) / (size > 0 ? size : 1);
}

bool have_caps(const Economy& economy, const PermitPool& pool) {
  return std::all_of(pool.markets.begin(), pool.markets.end(),
                     [&](int m) { return sum(economy.markets[m].cap_by_region) > 0; });
}

std::string binding_note(const Economy& economy, const PermitPool& pool) {
  const bool are_several = pool.markets.size() > 1;
  const std::string whose = (are_several ? "linked markets " : "market ") + pool.name;
  if (!have_caps(economy, pool)) return "the permits of " + whose + " exceed their emissions, price 0";
  return are_several ? "the caps of the " + whose + " do not bind together, price 0"
                     : "the cap of " + whose + " does not bind, price 0";
}

}  // namespace

std::vector<std::string> zero_price_notes(const Economy& economy, const EquilibriumState& state) {
  std::vector<std::string> notes;
  for (const PermitPool& pool : economy.pools) {
    const double price = state.permit_price[pool.markets.front()] / permit_price_scale;
    const bool is_zero = price <= resolution;
    if (pool.price_rule >= 0) {
      if (is_zero) notes.push_back("the price of market " + pool.name + " is 0");
      continue;
    }
    const double slack = relative_slack(economy, state, pool);
    if (slack > price)
      notes.push_back(binding_note(economy, pool));
    else if (is_zero)
      notes.push_back("the permits of " + pool.name + " are just enough, price 0");
  }
  return notes;
}

}  // namespace etslink
