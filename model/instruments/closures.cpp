// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/closures.h"

#include "model/accounts.h"
#include "model/instruments/named_tax.h"
#include "model/instruments/recycling.h"
#include "model/rule_builder.h"

namespace etslink {
namespace {

// Nominal expenditure of an agent on its demand [million USD], and its benchmark.
struct Spending {
  Expression now;
  double benchmark = 0;
};
Spending spending(const Economy& economy, int agent) {
  const int n = economy.agents[agent].demand_activity;
  if (n < 0) return {};
  const Activity& demand = economy.activities[n];
  return {demand.quantity0 * (price(demand.output) * Expression(level(n))), demand.quantity0};
}

// Saving and consumption of the household keep their benchmark proportion; investment follows saving.
void fix_saving_share(BuildContext& context, Region region) {
  Economy& economy = context.economy;
  const int investor = economy.find_agent(region, AgentKind::investment);
  if (investor < 0 || economy.agents[investor].demand_activity < 0) return;
  const double saving0 = benchmark_expenditure(economy)[investor] - benchmark_income(economy)[investor];
  const Spending consumption = spending(economy, economy.find_agent(region, AgentKind::household));
  add_rule(economy, level(economy.agents[investor].demand_activity),
           {"saving as a share of income: " + context.code(region), economy.agents[investor].income0},
           balancing_payment(economy, investor) - saving0 / consumption.benchmark * consumption.now);
}

// Government demand keeps its share of private and public consumption.
void fix_government_share(BuildContext& context, Region region) {
  Economy& economy = context.economy;
  const int government = economy.find_agent(region, AgentKind::government);
  if (government < 0 || economy.agents[government].demand_activity < 0) return;
  const Spending public_use = spending(economy, government);
  const Spending private_use = spending(economy, economy.find_agent(region, AgentKind::household));
  add_rule(economy, level(economy.agents[government].demand_activity),
           {"government demand as a share: " + context.code(region), public_use.benchmark},
           public_use.now - public_use.benchmark / private_use.benchmark * private_use.now);
}

// The lump sum stays as it is, the tax balances the budget.
void balance_by_tax(BuildContext& context, Region region) {
  if (context.economy.find_agent(region, AgentKind::government) < 0) return;
  const LumpSumRule fixed = fixed_lump_sum(context, region);
  const Symbol rate = free_tax(context, region, *context.options.balancing_tax, context.nests.at);
  add_rule(context.economy, rate, {"lump sum as at the benchmark: " + context.code(region), fixed.scale},
           fixed.formula);
}

// Current accounts in units of the consumer price of the region that carries the Walras slack.
void fix_current_account_in_consumer_price(BuildContext& context) {
  Economy& economy = context.economy;
  const Region region = economy.agents[economy.numeraire.slack_agent].region;
  for (NominalTransfer& transfer : economy.transfers) {
    if (transfer.from < 0) transfer.price_commodity = context.consumption[region.index];
  }
}

}  // namespace

void add_closures(BuildContext& context) {
  const ModelOptions& options = context.options;
  for (int r = 0; r < context.benchmark.region_count(); ++r) {
    if (options.investment == InvestmentOption::fixed_saving_share) fix_saving_share(context, {r});
    if (options.government == GovernmentOption::fixed_share) fix_government_share(context, {r});
    if (options.balancing_tax) balance_by_tax(context, {r});
  }
  if (options.current_account == CurrentAccountOption::consumption_price)
    fix_current_account_in_consumer_price(context);
}

}  // namespace etslink
