// SPDX-License-Identifier: Apache-2.0
#include "results/permits.h"

#include <algorithm>
#include <numeric>

#include "model/conditions.h"
#include "results/permit_trade.h"

namespace etslink {
namespace {

double sum(const Values& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

// Has a market that is on members in a region?
bool is_member(const Economy& economy, int market, int region) {
  return is_on(economy, market) && economy.markets[market].revenue_agent[region] >= 0;
}

}  // namespace

Values carbon_price(const ScenarioView& view) {
  Values price = view.state.permit_price;
  for (int m = 0; m < view.market_count(); ++m) {
    if (!is_on(view.economy, m)) price[m] = missing_value;
  }
  return price;
}

Values co2_cap(const ScenarioView& view) {
  const Economy& economy = view.economy;
  Values mt;
  for (int m = 0; m < view.market_count(); ++m) {
    double cap = sum(economy.markets[m].cap_by_region);
    bool states_cap = cap > 0, has_other_permits = false;
    for (std::size_t i = 0; i < economy.supplies.size(); ++i) {
      const PermitSupply& supply = economy.supplies[i];
      if (supply.market != m) continue;
      if (supply.states_cap) cap += view.state.permit_supply[i];
      states_cap |= supply.states_cap;
      has_other_permits |= supply.source != PermitSource::link && !supply.states_cap;
    }
    mt.push_back(has_permits(economy, m) && (states_cap || !has_other_permits) ? cap : missing_value);
  }
  return mt;
}

Values allowances(const ScenarioView& view) {
  const PermitTrade& trade = view.trade();
  Values mt;
  for (int m = 0; m < view.market_count(); ++m) {
    mt.push_back(has_permits(view.economy, m) ? sum(trade.own_allowances[m]) + sum(trade.inflows[m]) : missing_value);
  }
  return mt;
}

Values permits_from(const ScenarioView& view, PermitSource source) {
  Values mt;
  for (const Values& by_region : permits_by_region(source, view.economy, view.state)) mt.push_back(sum(by_region));
  for (int m = 0; m < view.market_count(); ++m) {
    if (!is_on(view.economy, m)) mt[m] = missing_value;
  }
  return mt;
}

Values permits_taken_by(const ScenarioView& view, PermitSource source) {
  Values mt = permits_from(view, source);
  for (double& value : mt) value = value == 0 ? 0 : -value;
  return mt;
}

Values co2_covered(const ScenarioView& view) {
  Values mt = view.state.market_emissions;
  for (int m = 0; m < view.market_count(); ++m) {
    if (!is_on(view.economy, m)) mt[m] = missing_value;
  }
  return mt;
}

Values carbon_price_local(const ScenarioView& view) {
  Values price;
  for (int m = 0; m < view.market_count(); ++m) {
    for (int r = 0; r < view.region_count(); ++r) {
      price.push_back(is_member(view.economy, m, r)
                          ? view.state.permit_price[m] / consumption_price(view.economy, view.state, {r})
                          : missing_value);
    }
  }
  return price;
}

Values permit_imports(const ScenarioView& view) { return view.trade().net_imports; }

Values permit_import_value(const ScenarioView& view) { return view.trade().payment; }

}  // namespace etslink
