// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/closures.h"

#include "model/instruments/named_tax.h"
#include "model/instruments/recycling.h"
#include "model/instruments/spending.h"
#include "model/rule_builder.h"

namespace etslink {
namespace {

// What one agent of a region spends keeps its benchmark proportion to consumption of its households; the level of its
// demand follows.
void fix_share(BuildContext& context, Region region, AgentKind kind) {
  Economy& economy = context.economy;
  const int agent = economy.find_agent(region, kind);
  if (agent < 0 || economy.agents[agent].demand_activity < 0) return;
  const int demand = economy.agents[agent].demand_activity;
  const NominalValue own = spending_of(economy, agent);
  NominalValue consumption;
  for (const int h : economy.households(region)) consumption += spending_of(economy, h);
  const std::string what =
      kind == AgentKind::investment ? "saving as a share of income: " : "government demand as a share: ";
  const Claimant by{
      kind == AgentKind::investment ? "investment = \"fixed_saving_share\"" : "government = \"fixed_share\"",
      context.options.at};
  context.claims.add({Slot::Kind::demand_level, demand}, economy.activities[demand].name, by);
  add_rule(economy, level(demand), {what + context.code(region), own.benchmark},
           own.now - own.benchmark / consumption.benchmark * consumption.now);
}

// The lump sum stays as it is, the tax balances the budget.
void balance_by_tax(BuildContext& context, Region region) {
  if (context.economy.find_agent(region, AgentKind::government) < 0) return;
  const Claimant by{"the balancing tax", context.options.at};
  const LumpSumRule fixed = fixed_lump_sum(context, region, by);
  const Symbol rate = free_tax(context, region, *context.options.balancing_tax, by);
  add_rule(context.economy, rate, {"lump sum as at the benchmark: " + context.code(region), fixed.scale},
           fixed.formula);
}

bool is_between_regions(const Economy& economy, const NominalTransfer& transfer) {
  if (transfer.from < 0 || transfer.to < 0) return true;
  return economy.agents[transfer.from].region != economy.agents[transfer.to].region;
}

// Current accounts, payments between regions that the benchmark lists included, in units of the consumer price of the
// region that carries the Walras slack: a part for the price of each of its households.
void fix_current_account_in_consumer_price(BuildContext& context) {
  Economy& economy = context.economy;
  const Region region = economy.agents[economy.numeraire.slack_agent].region;
  const ConsumerPrice& consumer = economy.consumer_prices[region.index];
  std::vector<NominalTransfer> transfers;
  for (const NominalTransfer& transfer : economy.transfers) {
    if (!is_between_regions(economy, transfer)) {
      transfers.push_back(transfer);
      continue;
    }
    for (std::size_t c = 0; c < consumer.commodities.size(); ++c) {
      transfers.push_back(transfer);
      transfers.back().value *= consumer.weights[c];
      transfers.back().price_commodity = consumer.commodities[c];
    }
  }
  economy.transfers = std::move(transfers);
}

}  // namespace

void add_closures(BuildContext& context) {
  const ModelOptions& options = context.options;
  for (int r = 0; r < context.benchmark.region_count(); ++r) {
    if (options.investment == InvestmentOption::fixed_saving_share) fix_share(context, {r}, AgentKind::investment);
    if (options.government == GovernmentOption::fixed_share) fix_share(context, {r}, AgentKind::government);
    if (options.balancing_tax) balance_by_tax(context, {r});
  }
}

void fix_current_accounts(BuildContext& context) {
  if (context.options.current_account == CurrentAccountOption::consumption_price)
    fix_current_account_in_consumer_price(context);
}

}  // namespace etslink
