// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/carbon_tax.h"

#include "model/exclusive_slots.h"

namespace etslink {
namespace {

void add_carbon_tax(BuildContext& context, int m) {
  Economy& economy = context.economy;
  const PermitMarket& market = context.policy.markets[m];
  const PermitPool& pool = economy.pools[economy.markets[m].pool];
  if (pool.markets.size() > 1)
    throw InputError(market.at, "the carbon tax '" + market.name + "' is linked: its price is fixed");
  if (!pool.region.valid())
    throw InputError(market.at, "the carbon tax '" + market.name + "' has several regions; write one for each");
  const Symbol tax = permit_price_of(economy, m);
  const Expression rate = Expression::along_path(0, *market.fixed_price);
  const Claim claim{"price of market " + market.name, {"the carbon tax '" + market.name + "'", market.at}};
  const PriceRule rule({"carbon tax: " + market.name, 100}, tax - rate * numeraire());
  set_permit_price(context, tax.index, rule, claim);
  context.claims.add({Slot::Kind::fixed_permit_price, tax.index}, claim.what, claim.by);
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
