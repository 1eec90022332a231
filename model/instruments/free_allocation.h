// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// A part of the cap that households get whatever anybody makes (grandfathering), out of what the market's revenue goes
// to otherwise. Formula: docs/instruments.md, P5.
void add_free_allocation(BuildContext& context);

// The part of a region's cap that a market gives out free of charge [Mt]; 0 where it states none. InputError where a
// swap sets that cap free: a part of it is nothing that the study states.
[[nodiscard]] double free_permits(const BuildContext& context, int market, Region region);

}  // namespace etslink
