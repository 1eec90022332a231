// SPDX-License-Identifier: Apache-2.0
#include "results/allowance_values.h"

#include "model/charges.h"
#include "model/value_source.h"

namespace etslink {
namespace {

using Table = std::vector<std::vector<double>>;  // per market, per region

Table zeros(const ScenarioView& view) { return Table(view.market_count(), Values(view.region_count(), 0)); }

[[nodiscard]] bool is_issued(const PermitSupply& supply) {
  return supply.states_cap || supply.source == PermitSource::performance_standard;
}

Table issued(const ScenarioView& view) {
  Table mt = zeros(view);
  for (int m = 0; m < view.market_count(); ++m) mt[m] = view.economy.markets[m].cap_by_region;
  for (std::size_t i = 0; i < view.economy.supplies.size(); ++i) {
    const PermitSupply& supply = view.economy.supplies[i];
    if (is_issued(supply)) mt[supply.market][supply.region.index] += view.state.permit_supply[i];
  }
  return mt;
}

bool is_free_allocation(const Charge& charge) {
  return charge.kind == ChargeKind::performance_standard || charge.kind == ChargeKind::output_based_allocation;
}

// With output, or a part of the cap whatever anybody makes.
Table given_out(const ScenarioView& view) {
  Table mt;
  for (const MarketNode& market : view.economy.markets) mt.push_back(market.free_by_region);
  ValueSource source(view.state.x);
  ChargeTerms<ValueSource> charges(view.economy, view.contents(), source);
  for (std::size_t n = 0; n < view.economy.activities.size(); ++n) {
    const Activity& activity = view.economy.activities[n];
    for (const Charge& charge : activity.charges) {
      if (!is_free_allocation(charge)) continue;
      const double output = activity.quantity0 * view.state.activity_level[n];
      mt[charge.market][activity.region.index] -= charges.tonnes<1>(charge, output);
    }
  }
  return mt;
}

// value(market, region) of members; missing for others and where `has` does not hold.
template <class Has, class Value>
Values of_members(const ScenarioView& view, Has has, Value value) {
  Values values;
  for (int m = 0; m < view.market_count(); ++m) {
    for (int r = 0; r < view.region_count(); ++r) {
      const bool is_member = has(m) && view.economy.markets[m].revenue_agent[r] >= 0;
      values.push_back(is_member ? value(m, r) : missing_value);
    }
  }
  return values;
}

// price x tonnes of markets with permits.
Values valued(const ScenarioView& view, const Table& mt) {
  return of_members(
      view, [&](int m) { return has_permits(view.economy, m); },
      [&](int m, int r) { return view.state.permit_price[m] * mt[m][r]; });
}

}  // namespace

Values allowance_value(const ScenarioView& view) { return valued(view, issued(view)); }

Values free_allocation(const ScenarioView& view) {
  const Table mt = given_out(view);
  return of_members(
      view, [&](int m) { return has_permits(view.economy, m); }, [&](int m, int r) { return mt[m][r]; });
}

Values free_allocation_value(const ScenarioView& view) { return valued(view, given_out(view)); }

Values auction_revenue(const ScenarioView& view) {
  Values revenue = allowance_value(view);
  const Values free = free_allocation_value(view);
  for (std::size_t i = 0; i < revenue.size(); ++i) revenue[i] -= free[i];
  return revenue;
}

Values free_allocation_percent(const ScenarioView& view) {
  const Table all = issued(view), free = given_out(view);
  Values percent;
  for (int m = 0; m < view.market_count(); ++m) {
    double issued_mt = 0, free_mt = 0;
    for (int r = 0; r < view.region_count(); ++r) {
      issued_mt += all[m][r];
      free_mt += free[m][r];
    }
    percent.push_back(has_permits(view.economy, m) && issued_mt > 0 ? 100 * free_mt / issued_mt : missing_value);
  }
  return percent;
}

Values carbon_tax_revenue(const ScenarioView& view) {
  return of_members(
      view, [&](int m) { return is_on(view.economy, m) && !has_permits(view.economy, m); },
      [&](int m, int r) { return view.state.permit_price[m] * view.state.market_emissions_by_region[m][r]; });
}

}  // namespace etslink
