// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/gdp_cap.h"

#include "model/national_accounts.h"
#include "model/rule_builder.h"

namespace etslink {
namespace {

// Real GDP of a region as a formula [million benchmark USD], and at the benchmark.
struct RealProduct {
  Expression now;
  double benchmark = 0;
};

RealProduct real_product(const Economy& economy, Region region) {
  RealProduct product;
  const BenchmarkValuation benchmark(economy);
  for_each_expenditure_on_gdp(economy, AccountsIndex(economy), benchmark.prices(),
                              [&](Region spender, int edge, double price) {
                                if (spender != region) return;
                                product.now += price * Expression(quantity(edge));
                                product.benchmark += price * economy.edges[edge].quantity0;
                              });
  for (const WorldSale& sale : economy.world_sales) {
    if (sale.region == region) product.now += Expression(variable(sale.variable));
  }
  return product;
}

// Real GDP relative to the benchmark: the unknown, one for all markets of a region.
Symbol real_gdp(BuildContext& context, Region region) {
  Economy& economy = context.economy;
  const VariableId id{VariableRole::real_gdp, VariableOwner::region, region.index};
  if (const int found = economy.find_variable(id); found >= 0) return variable(found);
  const std::string name = "real GDP: " + context.code(region);
  const RealProduct product = real_product(economy, region);
  const Symbol gdp = add_variable(economy, {id, name, region, 1, 1});
  add_rule(economy, gdp, {name, product.benchmark}, product.now - product.benchmark * Expression(gdp));
  return gdp;
}

}  // namespace

void add_gdp_caps(BuildContext& context) {
  Economy& economy = context.economy;
  for (int m = 0; m < static_cast<int>(economy.markets.size()); ++m) {
    const PermitMarket& market = context.policy.markets[m];
    if (economy.markets[m].pool < 0) continue;
    for (std::size_t r = 0; r < market.cap_per_gdp_mt.size(); ++r) {
      if (market.cap_per_gdp_mt[r] == 0) continue;
      const Region region{static_cast<int>(r)};
      const Expression cap = market.cap_per_gdp_mt[r] * Expression(real_gdp(context, region));
      supply_permits(economy, {m, region, PermitSource::gdp_cap, cap, true});
      add_income(economy, economy.markets[m].revenue_agent[r], "permit revenue", permit_price_of(economy, m) * cap);
    }
  }
}

}  // namespace etslink
