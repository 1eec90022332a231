// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "results/indicators.h"

namespace etslink {

// Codes of the households of regions that have several; mostly none.
[[nodiscard]] std::vector<std::string> household_names(const Economy& economy);

// Welfare of these households (axis `household`); adds nothing where there are none.
void add_household_indicators(IndicatorSet& set, const StudyResult& study);

}  // namespace etslink
