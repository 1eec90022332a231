// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "model/benchmark.h"

namespace etslink {

// Writes every file of a benchmark folder (optional ones only where they have rows) in the order of the records,
// shortest round-trip digits, LF; each file replaces the old one in one step. Files of the format that this benchmark
// does not have are removed, other files stay. read_benchmark gives the same records back, bit for bit.
void write_benchmark(const Benchmark& benchmark, const std::string& folder);

// FileError where the folder can't be written, or where a benchmark written there (with these files beside it) would
// overwrite or remove what the same command has read.
void check_benchmark_output(const std::string& folder, const std::vector<std::string>& more_files = {});

}  // namespace etslink
