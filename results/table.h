// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "results/indicators.h"

namespace etslink {

// The table that `run` prints and `info` repeats: carbon price, abatement, GDP, welfare, abatement cost, permit trade
// and leakage, scenarios side by side for each region with a market. Plain text, at most 110 columns, ends with a line
// break.
[[nodiscard]] std::string study_table(const IndicatorSet& indicators);

// The results of one variant of a study, for the table.
struct NamedIndicators {
  std::string variant;
  IndicatorSet indicators;
};

// The same of a study with variants: the first, and in brackets behind each number the range over all, where they
// differ in what is printed. Failures of all variants are told.
[[nodiscard]] std::string variants_table(const std::vector<NamedIndicators>& variants);

}  // namespace etslink
