// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "model/benchmark.h"
#include "model/nest.h"

namespace etslink {

// Reads a nest file (docs/study_format.md) for a benchmark. Every production tree of the result names the sectors it
// applies to by code: a code goes before a role, a role before "*". InputError with file and line for an unknown leaf
// or nest, a cycle, a nest that is not reached or reached twice, an input named twice, a negative elasticity.
[[nodiscard]] NestSet read_nest_file(const std::string& path, const Benchmark& benchmark);

}  // namespace etslink
