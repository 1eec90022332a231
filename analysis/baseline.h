// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "analysis/cap_path.h"
#include "analysis/solve_scenario.h"

namespace etslink {

// The path of a scenario on which policies on carbon alone grow: from the benchmark, or, where the scenario has shocks,
// from the economy with these shocks and without a policy. Abatement is measured against that, and so is its cost.
struct PolicyPath {
  std::unique_ptr<CapPathSystem> systems;  // null where that economy has no solution
  std::string missing;                     // then why
};
[[nodiscard]] PolicyPath policy_path(const Economy& economy, const ScenarioTask& task);

}  // namespace etslink
