// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "analysis/sweep/sweep_description.h"
#include "results/hdf5_file.h"

namespace etslink {

// A finished sweep: all samples with what they have come to.
struct SweepResult {
  SweepDescription description;
  std::vector<SampleOutcome> samples;

  // Was every scenario of a sample solved?
  [[nodiscard]] bool is_solved(std::size_t sample) const;
  // Samples with a scenario that was not solved.
  [[nodiscard]] int failed_samples() const;
};

// Puts the units of a journal together; all are there.
[[nodiscard]] SweepResult assemble(SweepDescription description, const std::map<int, std::string>& units);

// A column of results: one value for each sample, NaN where it has none.
struct SweepColumns {
  VariableInfo info;                         // dimensions: scenario and the axes of the indicator, without sample
  std::vector<std::vector<double>> columns;  // in the order of these dimensions
};
[[nodiscard]] std::vector<SweepColumns> columns_of(const SweepResult& result);

// Writes the file of a sweep (docs/sweeps.md). Atomic, as all files of results; throws FileError.
void write_sweep(const SweepResult& result, const RunInfo& run, const std::string& path);
// Statistics are over the samples that all scenarios of the sweep have solved, so that those of two scenarios differ by
// the scenarios alone.
void write_statistics(NetcdfGroup& root, const SweepResult& result, const std::vector<SweepColumns>& all);

// The table at the end: samples, failures, and of the main results mean, deviation and quantiles with the number of
// samples behind them. Ends with a line break.
[[nodiscard]] std::string sweep_table(const SweepResult& result);

inline constexpr const char* sweep_format = "etslink sweep 1";

}  // namespace etslink
