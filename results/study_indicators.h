// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "results/indicators.h"

namespace etslink {

// Names of the restricted links and projects that any scenario has.
[[nodiscard]] std::vector<std::string> link_names(const StudyResult& study);

// Indicators over links, only where the study has any, and those that compare scenarios other than the reference.
void add_study_indicators(IndicatorSet& set, const StudyResult& study);

}  // namespace etslink
