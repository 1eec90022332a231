// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "results/indicators.h"
#include "results/study_result.h"

namespace etslink {

// Appends what policies on technologies pay them per unit, and what a unit of what their sector sells bears of it;
// nothing where no scenario has such a policy.
void add_technology_policy_accounts(IndicatorSet& set, const StudyResult& study);

}  // namespace etslink
