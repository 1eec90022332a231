// SPDX-License-Identifier: Apache-2.0
#include "model/household_account.h"

#include "model/accounts.h"
#include "model/leisure.h"

namespace etslink {

std::vector<int> balanced_agents(const Economy& economy, Region region) {
  std::vector<int> found;
  for (int a = 0; a < static_cast<int>(economy.agents.size()); ++a) {
    if (economy.agents[a].region == region && economy.agents[a].kind != AgentKind::household) found.push_back(a);
  }
  return found;
}

int declare_household_account(BuildContext& context, Region region) {
  Economy& economy = context.economy;
  const std::vector<int> households = economy.households(region);
  if (households.size() == 1) return households.front();
  EconomicAgent account;
  account.name = "account of the households, " + context.code(region);
  account.region = region;
  account.kind = AgentKind::government;  // balanced by a lump sum, after the government where the region has one
  economy.agents.push_back(account);
  return static_cast<int>(economy.agents.size()) - 1;
}

void measure_households(BuildContext& context) {
  Economy& economy = context.economy;
  context.household_share.assign(economy.agents.size(), 0);
  for (int r = 0; r < static_cast<int>(economy.regions.size()); ++r) {
    double total = 0;
    for (const int h : economy.households({r}))
      total += context.household_share[h] = consumed_goods(economy, economy.agents[h]).quantity0;
    ConsumerPrice& price = economy.consumer_prices.emplace_back();
    for (const int h : economy.households({r})) {
      context.household_share[h] /= total;
      price.commodities.push_back(consumed_goods(economy, economy.agents[h]).commodity);
      price.weights.push_back(context.household_share[h]);
    }
  }
}

void balance_households(BuildContext& context) {
  Economy& economy = context.economy;
  const std::vector<double> income = benchmark_income(economy), expenditure = benchmark_expenditure(economy);
  for (int r = 0; r < static_cast<int>(economy.regions.size()); ++r) {
    const std::vector<int> households = economy.households({r});
    if (households.size() == 1) continue;
    double paid = 0, size = 0;
    for (const int a : balanced_agents(economy, {r})) paid += expenditure[a] - income[a];
    for (const int h : households) size += expenditure[h];
    economy.agents[context.household_account[r]].income0 = size;
    for (std::size_t i = 1; i < households.size(); ++i) {
      const int h = households[i];
      const double value = expenditure[h] - income[h] + context.household_share[h] * paid;
      economy.transfers.push_back({households.front(), h, "between households", value});
    }
  }
}

}  // namespace etslink
