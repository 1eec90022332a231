// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/gdp_cap.h"

#include "model/instruments/spending.h"
#include "model/rule_builder.h"

namespace etslink {
namespace {

// Final demand less what the current account lets the region buy beyond its income: GDP less net permit purchases.
NominalValue domestic_product(const Economy& economy, Region region) {
  NominalValue sum;
  for (const EconomicAgent& agent : economy.agents) {
    if (agent.region == region) sum += spending_of(economy, static_cast<int>(&agent - economy.agents.data()));
  }
  for (const NominalTransfer& transfer : economy.transfers) {
    if (transfer.from >= 0 || economy.agents[transfer.to].region != region) continue;
    const Symbol unit = transfer.price_commodity < 0 ? numeraire() : price(transfer.price_commodity);
    sum += {-transfer.value * unit, -transfer.value};
  }
  return sum;
}

}  // namespace

Symbol real_gdp(BuildContext& context, Region region) {
  Economy& economy = context.economy;
  const std::string name = "real GDP: " + context.code(region);
  for (int v = 0; v < static_cast<int>(economy.variables.size()); ++v) {
    if (economy.variables[v].name == name) return variable(v);
  }
  const NominalValue product = domestic_product(economy, region);
  const Symbol gdp = add_variable(economy, {name, region, 1, 1});
  add_rule(economy, gdp, {name, product.benchmark},
           product.now - product.benchmark * (gdp * regional_consumer_price(context, region)));
  return gdp;
}

void add_gdp_caps(BuildContext& context) {
  Economy& economy = context.economy;
  for (int m = 0; m < static_cast<int>(economy.markets.size()); ++m) {
    const PermitMarket& market = context.policy.markets[m];
    if (economy.markets[m].pool < 0) continue;
    for (std::size_t r = 0; r < market.cap_per_gdp_mt.size(); ++r) {
      if (market.cap_per_gdp_mt[r] == 0) continue;
      const Region region{static_cast<int>(r)};
      const Expression cap = market.cap_per_gdp_mt[r] * Expression(real_gdp(context, region));
      supply_permits(economy, {m, region, "cap per GDP", cap});
      add_income(economy, economy.markets[m].revenue_agent[r], "permit revenue", permit_price_of(economy, m) * cap);
    }
  }
}

}  // namespace etslink
