// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/benchmark.h"

namespace etslink {

// A number of one row of a benchmark file, in a benchmark or a copy of it.
struct BenchmarkNumber {
  std::string column;  // "value_musd"
  double value = 0;
  std::function<double&(Benchmark& benchmark)> in;
};

// The files whose rows can be found: those of flows and of CO2.
[[nodiscard]] const std::vector<std::string>& record_files();

// The numbers of the row of a file ("use.csv") with these texts in its key columns (docs/benchmark.md); nothing where
// the benchmark has no such row.
[[nodiscard]] std::optional<std::vector<BenchmarkNumber>> find_record(const Benchmark& benchmark,
                                                                      const std::string& file,
                                                                      const std::vector<std::string>& key);

}  // namespace etslink
