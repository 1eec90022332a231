// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "model/benchmark.h"

namespace etslink {

// Reads benchmark.toml into a benchmark that already has its regions: year, currency, sources, licence and
// citation. `file` is its name in messages.
void read_benchmark_toml(const std::string& text, const std::string& file, Benchmark& benchmark);

// The same entries as TOML text.
[[nodiscard]] std::string benchmark_toml_text(const Benchmark& benchmark);

// A text as a basic string of TOML, with its quotes.
[[nodiscard]] std::string quoted_toml(const std::string& text);

}  // namespace etslink
