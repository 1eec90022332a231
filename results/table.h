// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "results/indicators.h"

namespace etslink {

// The table that `run` prints and `info` repeats: carbon price, abatement, GDP, welfare, abatement cost, permit trade
// and leakage, scenarios side by side for each region with a market. Plain text, at most 110 columns, ends with a line
// break.
[[nodiscard]] std::string study_table(const IndicatorSet& indicators);

}  // namespace etslink
