// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "results/indicators.h"
#include "results/study_result.h"

namespace etslink {

// Limits on all that flows into a market (model/instruments/credit_limit.h), what counts against them and their shadow
// prices, per scenario and market; nothing where no scenario of the study has one.
void add_credit_limit_indicators(IndicatorSet& set, const StudyResult& study);

}  // namespace etslink
