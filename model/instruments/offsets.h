// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// Domestic offsets: credits from an abatement curve outside a market that it accepts, up to a limit whose shadow price
// is a rent of who owns the allowances. Throws InputError for offsets of a region that is not a member, and for a
// market whose price is fixed. Formula: docs/instruments.md, P10.
void add_offsets(BuildContext& context);

// No limit of zero keeps the offsets of a market out: their own, or its credit limit.
[[nodiscard]] bool brings_credits(const Policy& policy, int market, const OffsetSupply& offsets);

}  // namespace etslink
