// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/free_allocation.h"

#include "model/rule_builder.h"

namespace etslink {
namespace {

constexpr const char* free_permits_income = "free allocation";

void give_out(BuildContext& context, int m, Region region) {
  Economy& economy = context.economy;
  MarketNode& market = economy.markets[m];
  const double mt = free_permits(context, m, region);
  market.free_by_region[region.index] = mt;
  const int owner = market.revenue_agent[region.index], household = context.household_account[region.index];
  if (mt == 0 || owner == household) return;
  const Expression value = mt * permit_price_of(economy, m);
  add_income(economy, owner, free_permits_income, -value);
  add_income(economy, household, free_permits_income, value);
}

}  // namespace

double free_permits(const BuildContext& context, int market, Region region) {
  const PermitMarket& policy = context.policy.markets[market];
  if (!policy.free_part) return 0;
  for (const Swap& swap : context.policy.swaps) {
    if (swap.freed.kind != QuantityKind::cap || swap.freed.market != market) continue;
    throw InputError(swap.at, "a swap sets the '" + swap.freed.text + "' free, but market '" + policy.name +
                                  "' gives out a part of that cap (free_percent_of_cap)");
  }
  return policy.free_part->share * context.economy.markets[market].cap_by_region[region.index];
}

void add_free_allocation(BuildContext& context) {
  for (int m = 0; m < static_cast<int>(context.economy.markets.size()); ++m) {
    const PermitMarket& policy = context.policy.markets[m];
    if (!policy.free_part || !policy.output_based.empty() || context.economy.markets[m].pool < 0) continue;
    for (int r = 0; r < context.benchmark.region_count(); ++r) {
      if (context.economy.markets[m].revenue_agent[r] >= 0) give_out(context, m, {r});
    }
  }
}

}  // namespace etslink
