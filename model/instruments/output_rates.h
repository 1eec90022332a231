// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/production.h"

namespace etslink {

// The sector that makes an output, for rules by output.
struct RatedSector {
  int activity = -1;
  double intensity0 = 0;  // covered emissions per unit of output at the benchmark [t per USD]
  double rate = 0;        // permits per unit of output that the rule states [t per USD]
};

// Finds the sector of a rate in a market that is on. Throws InputError where the market does not cover it or where it
// makes nothing.
[[nodiscard]] RatedSector rated_sector(const BuildContext& context, int market, const OutputRate& rate);

// Output of an activity [million benchmark USD].
[[nodiscard]] Expression output_of(const Economy& economy, int activity);

}  // namespace etslink
