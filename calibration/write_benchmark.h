// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "model/benchmark.h"

namespace etslink {

// Writes every file of a benchmark folder (optional ones only where they have rows) in the order of the records,
// shortest round-trip digits, LF; each file replaces the old one in one step. Files of the format that this benchmark
// does not have are removed, other files stay. read_benchmark gives the same records back, bit for bit.
void write_benchmark(const Benchmark& benchmark, const std::string& folder);

}  // namespace etslink
