// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "calibration/targets/target.h"
#include "model/benchmark.h"

namespace etslink {

// What a benchmark with physical accounts has of a target, from its records alone, in the unit of the kind; empty where
// its users have none of it.
[[nodiscard]] std::optional<double> measured(const Benchmark& benchmark, const Target& target);

}  // namespace etslink
