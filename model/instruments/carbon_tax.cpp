// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/carbon_tax.h"

#include "model/rule_builder.h"

namespace etslink {
namespace {

void add_carbon_tax(BuildContext& context, int m) {
  Economy& economy = context.economy;
  const PermitMarket& market = context.policy.markets[m];
  PermitPool& pool = economy.pools[economy.markets[m].pool];
  if (pool.markets.size() > 1)
    throw InputError(market.at, "the carbon tax '" + market.name + "' is linked: its price is fixed");
  if (!pool.region.valid())
    throw InputError(market.at, "the carbon tax '" + market.name + "' has several regions; write one for each");
  const Symbol tax = permit_price_of(economy, m);
  const Expression rate = Expression::along_path(0, *market.fixed_price);
  context.claims.add("permit price of pool " + std::to_string(economy.markets[m].pool),
                     "price of market " + market.name, {"the carbon tax '" + market.name + "'", market.at});
  pool.price_rule = static_cast<int>(economy.rules.size());
  add_rule(economy, tax, {"carbon tax: " + market.name, 100}, tax - rate * numeraire());
  add_income(economy, economy.markets[m].revenue_agent[pool.region.index], "carbon tax",
             tax * pool_emissions(economy, m));
}

}  // namespace

void add_carbon_taxes(BuildContext& context) {
  for (int m = 0; m < static_cast<int>(context.economy.markets.size()); ++m) {
    const PermitMarket& market = context.policy.markets[m];
    if (market.fixed_price && !market.crediting && context.economy.markets[m].pool >= 0) add_carbon_tax(context, m);
  }
}

}  // namespace etslink
