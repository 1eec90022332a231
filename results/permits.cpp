// SPDX-License-Identifier: Apache-2.0
#include "results/permits.h"

#include <numeric>

namespace etslink {
namespace {

double sum(const Values& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

// Net permits that each region buys in one pool [Mt].
Values pool_imports(const ScenarioView& view, const PermitPool& pool) {
  Values imports(view.region_count(), 0);
  for (const int m : pool.markets) {
    const MarketNode& market = view.economy.markets[m];
    for (int r = 0; r < view.region_count(); ++r) {
      imports[r] += view.state.market_emissions_by_region[m][r] - market.cap_by_region[r];
    }
  }
  double bought = 0, offered = 0;
  for (const double mt : imports) (mt > 0 ? bought : offered) += mt > 0 ? mt : -mt;
  for (double& mt : imports) {
    if (mt < 0) mt *= bought / offered;
  }
  return imports;
}

template <class Weight>
Values imports_of_all_pools(const ScenarioView& view, Weight weight) {
  Values total(view.region_count(), 0);
  for (const PermitPool& pool : view.economy.pools) {
    if (pool.region.valid()) continue;  // members of one region trade at home
    const Values imports = pool_imports(view, pool);
    for (std::size_t r = 0; r < total.size(); ++r) total[r] += weight(pool) * imports[r];
  }
  return total;
}

bool is_member(const MarketNode& market, int region) { return market.revenue_agent[region] >= 0; }

}  // namespace

Values carbon_price(const ScenarioView& view) { return view.state.permit_price; }

Values co2_cap(const ScenarioView& view) {
  Values mt;
  for (const MarketNode& market : view.economy.markets)
    mt.push_back(market.pool < 0 ? missing_value : sum(market.cap_by_region));
  return mt;
}

Values co2_covered(const ScenarioView& view) {
  Values mt = view.state.market_emissions;
  for (int m = 0; m < view.market_count(); ++m) {
    if (view.economy.markets[m].pool < 0) mt[m] = missing_value;
  }
  return mt;
}

Values carbon_price_local(const ScenarioView& view) {
  Values price;
  for (int m = 0; m < view.market_count(); ++m) {
    for (int r = 0; r < view.region_count(); ++r) {
      price.push_back(is_member(view.economy.markets[m], r)
                          ? view.state.permit_price[m] / consumption_price(view.economy, view.state, {r})
                          : missing_value);
    }
  }
  return price;
}

Values permit_imports(const ScenarioView& view) {
  return imports_of_all_pools(view, [](const PermitPool&) { return 1.0; });
}

Values permit_import_value(const ScenarioView& view) {
  return imports_of_all_pools(view,
                              [&](const PermitPool& pool) { return view.state.permit_price[pool.markets.front()]; });
}

}  // namespace etslink
