// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <vector>

#include "analysis/sweep/statistics.h"
#include "results/hdf5_reader.h"

namespace etslink {

// The main results of a sweep in few lines: what the command prints at its end, and `info` of its file.
struct SweepRow {
  std::string label;   // "carbon_price CHN linked"
  double samples = 0;  // behind mean and deviation
  double mean = 0, deviation = 0;
  std::array<double, sweep_quantiles.size()> quantiles{};
};
struct SweepSummary {
  std::string design;  // word of the study
  int samples = 0, failed = 0;
  std::vector<SweepRow> rows;
};

// The indicators that have rows, in their order.
inline constexpr std::array<const char*, 3> main_results{"gdp_change", "leakage_rate", "carbon_price"};

// Ends with a line break.
[[nodiscard]] std::string summary_text(const SweepSummary& summary);

// From the file of a sweep; FileError where that is damaged.
[[nodiscard]] SweepSummary read_sweep_summary(const NetcdfReader& file);

}  // namespace etslink
