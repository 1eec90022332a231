// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// What the government does with the revenue of permits where it does not pay it out: it spends more, or cuts a tax
// until the lump sum is, in real terms, that of the benchmark. Throws InputError where a region has no government or
// two uses. Formula: docs/instruments.md, P7.
void add_recycling(BuildContext& context);

// Lump sum of a region's government = benchmark lump sum x consumer price, as a formula that is zero [million USD].
// Throws InputError where another instrument fixes it too.
struct LumpSumRule {
  Expression formula;
  double scale = 1;
};
[[nodiscard]] LumpSumRule fixed_lump_sum(BuildContext& context, Region region, const Claimant& by);

}  // namespace etslink
