// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace etslink {

// One CSV file of the benchmark format (docs/benchmark.md): its columns in the order they are written, those that may
// be absent, and the columns that identify a row.
struct BenchmarkFile {
  std::string name;  // "use.csv"
  bool required = false;
  std::vector<std::string> columns;
  std::vector<std::string> optional_columns;
  int key_columns = 0;
};

// Every CSV file of the format.
[[nodiscard]] const std::vector<BenchmarkFile>& benchmark_files();

// The file of that name; std::logic_error where there is none.
[[nodiscard]] const BenchmarkFile& benchmark_file(const std::string& name);

}  // namespace etslink
