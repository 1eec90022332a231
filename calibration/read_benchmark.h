// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "model/benchmark.h"

namespace etslink {

// Reads a benchmark folder (docs/benchmark.md): benchmark.toml, the required CSV files (regions, sectors, factors,
// agents, use, trade, value_added, co2) and the optional ones, plain or .csv.gz. InputError with file and line for any
// bad form: unknown or missing file, column, key or code, duplicate row, text for a number, forbidden sign. It does not
// check that the economy balances: see check_benchmark.h. `data_hash` is FNV-1a 64 in hex over name, zero byte, size,
// zero byte, content (inflated) of
// benchmark.toml and then of each CSV file in the order of their names.
[[nodiscard]] Benchmark read_benchmark(const std::string& folder);

}  // namespace etslink
