// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/households.h"

#include "model/household_account.h"
#include "model/rule_builder.h"

namespace etslink {

void share_among_households(BuildContext& context) {
  Economy& economy = context.economy;
  for (int r = 0; r < static_cast<int>(economy.regions.size()); ++r) {
    const std::vector<int> households = economy.households({r});
    if (households.size() == 1) continue;
    Expression paid;
    for (const int a : balanced_agents(economy, {r})) paid += balancing_payment(economy, a);
    for (std::size_t i = 1; i < households.size(); ++i) {
      const Expression share = context.household_share[households[i]] * paid;
      add_income(economy, households[i], "shared among households", -share);
      add_income(economy, households.front(), "shared among households", share);
    }
  }
}

}  // namespace etslink
