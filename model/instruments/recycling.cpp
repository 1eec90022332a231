// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/recycling.h"

#include "model/accounts.h"
#include "model/instruments/named_tax.h"
#include "model/instruments/spending.h"
#include "model/rule_builder.h"

namespace etslink {
namespace {

void recycle(BuildContext& context, const PermitMarket& market, Region region) {
  Economy& economy = context.economy;
  const Claimant by{"the revenue of market '" + market.name + "'", market.at};
  const LumpSumRule fixed = fixed_lump_sum(context, region, by);
  const RuleNames names{"lump sum as at the benchmark: " + context.code(region), fixed.scale};
  if (market.revenue == RevenueUse::tax)
    return add_rule(economy, free_tax(context, region, *market.recycled_tax, by), names, fixed.formula);
  const int demand = economy.agents[economy.find_agent(region, AgentKind::government)].demand_activity;
  if (demand < 0)
    throw InputError(market.at, "the government of " + context.code(region) + " buys nothing it could buy more of");
  context.claims.add({Slot::Kind::demand_level, demand}, economy.activities[demand].name, by);
  add_rule(economy, level(demand), names, fixed.formula);
}

bool has_member(const PermitMarket& market, Region region) {
  for (const Coverage& coverage : market.coverage) {
    if (coverage.region == region) return true;
  }
  return false;
}

}  // namespace

LumpSumRule fixed_lump_sum(BuildContext& context, Region region, const Claimant& by) {
  const Economy& economy = context.economy;
  const int government = economy.find_agent(region, AgentKind::government);
  require(government >= 0, "a lump sum has a government");
  context.claims.add({Slot::Kind::lump_sum, government}, "lump sum, " + context.code(region), by);
  const double lump_sum0 = benchmark_expenditure(economy)[government] - benchmark_income(economy)[government];
  return {balancing_payment(economy, government) - lump_sum0 * regional_consumer_price(context, region),
          economy.agents[government].income0};
}

void add_recycling(BuildContext& context) {
  for (int r = 0; r < context.benchmark.region_count(); ++r) {
    const PermitMarket* first = nullptr;
    for (int m = 0; m < static_cast<int>(context.economy.markets.size()); ++m) {
      const PermitMarket& market = context.policy.markets[m];
      const bool is_recycled = market.revenue == RevenueUse::tax || market.revenue == RevenueUse::spending;
      if (context.economy.markets[m].pool < 0 || !is_recycled || !has_member(market, {r})) continue;
      if (context.economy.find_agent({r}, AgentKind::government) < 0)
        throw InputError(market.at, "market '" + market.name + "': region " + context.code({r}) +
                                        " has no government that could recycle the revenue");
      if (first != nullptr)
        throw InputError(market.at, "markets '" + first->name + "' and '" + market.name + "' both recycle revenue in " +
                                        context.code({r}) + "; let one of them do it, it takes in both revenues");
      if (market.revenue == RevenueUse::tax && context.options.balancing_tax)
        throw InputError(market.at, "market '" + market.name +
                                        "': a tax balances the government already; revenue = \"government\" cuts it");
      first = &market;
      recycle(context, market, {r});
    }
  }
}

}  // namespace etslink
