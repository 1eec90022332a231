// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/build_context.h"

// Several households in a region: an account for what belongs to all of them. Nothing here changes a region with one
// household.
namespace etslink {

// Who receives what belongs to the households of a region together: the household, or where there are several an
// account that passes it on.
int declare_household_account(BuildContext& context, Region region);

// Share of every household in the benchmark consumption of its region, leisure apart.
void measure_households(BuildContext& context);

// Nominal payments between the households of a region that balance the benchmark budget of each.
void balance_households(BuildContext& context);

// Agents of a region whose budgets the households balance.
[[nodiscard]] std::vector<int> balanced_agents(const Economy& economy, Region region);

}  // namespace etslink
