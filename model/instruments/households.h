// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

// Several households in a region: lump sums, saving and what belongs to all of them, such as allowances, are shared by
// benchmark consumption. Nothing here changes a region with one household.
namespace etslink {

// Who receives what belongs to the households of a region together: the household, or where there are several an
// account that passes it on.
int declare_household_account(BuildContext& context, Region region);

// Share of every household in the benchmark consumption of its region, leisure apart.
void measure_households(BuildContext& context);

// Nominal payments between the households of a region that balance the benchmark budget of each.
void balance_households(BuildContext& context);

// Each household pays and receives its share of what the core books to the first one: lump sums, saving, the account.
void share_among_households(BuildContext& context);

}  // namespace etslink
