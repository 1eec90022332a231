// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "app/solve_scenario.h"

namespace etslink {

// A solution as bytes and back, every digit the same.
[[nodiscard]] std::string to_bytes(const ScenarioSolution& solution);
[[nodiscard]] ScenarioSolution solution_from_bytes(const std::string& bytes);

}  // namespace etslink
