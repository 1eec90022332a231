// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/build_context.h"

// Twins: a second way to make the output of a sector, under another carbon rule, beside the first. Formula:
// docs/instruments.md, C1.
namespace etslink {

// Part of its revenue that a twin pays to its government, so that one that gains nothing stands idle: who gains less
// does not opt in.
inline constexpr double participation_fee = 1e-6;

// A sector and its twin: activities. Both have all nests below the top to themselves; goods and factors are shared.
struct TwinSector {
  int original = -1, twin = -1;
  int first_clone = -1, last_clone = -1;  // activities of the twin, its nests included
};

// Adds the twin of a production activity, idle at the benchmark, that emits and pays what the original does. Either
// runs where it makes no loss: log u - log C + loss = 0, 0 <= loss _|_ level >= 0.
TwinSector add_twin(BuildContext& context, int activity);

}  // namespace etslink
