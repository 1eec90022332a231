// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/sweep/sweep_plan.h"

namespace etslink {

// InputError where design, distributions, correlations and number of samples don't go together.
void check_plan(const SweepPlan& plan);

}  // namespace etslink
