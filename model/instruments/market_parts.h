// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/build_context.h"

// What the parts of a market and the sizes of limits follow: its caps as the policy states them, those per GDP at
// benchmark GDP.
namespace etslink {

// Parts of the regions of a market in what it buys, sells and gets beyond its caps: as in the caps, or equal ones where
// it has none. Sums to 1; 0 where a region is not a member.
[[nodiscard]] std::vector<double> region_shares(const BuildContext& context, int market);

// Benchmark emissions of a market less its caps and the permits of its standards at benchmark output [Mt], 0 or more.
[[nodiscard]] double effort(const BuildContext& context, int market);

// InputError where a limit is a part of the effort of a market whose cap a swap sets free: that effort is nothing that
// the policy states. `owner` has the limit: "link 'a'".
void require_stated_effort(const BuildContext& context, const PermitLimit& limit, int market, const std::string& owner);

}  // namespace etslink
