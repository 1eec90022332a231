// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "model/benchmark.h"

namespace etslink {

// One line: what a benchmark has, and its size.
[[nodiscard]] std::string benchmark_summary(const Benchmark& benchmark);

// "3 regions, 5 sectors, 8 technologies, 2 factors".
[[nodiscard]] std::string benchmark_lists(const Benchmark& benchmark);

// What each technology makes, its part of its sector, its cost and CO2 per unit, by region; empty without technologies.
[[nodiscard]] std::string technology_table(const Benchmark& benchmark);

}  // namespace etslink
