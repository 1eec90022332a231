// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "analysis/cap_path.h"
#include "analysis/solve_scenario.h"

namespace etslink {

// An economy without limits on emissions: other instruments have no size where a path begins.
[[nodiscard]] Economy without_policy(Economy economy);

// The path of a scenario on which policies on carbon alone grow: from the benchmark, or, where the scenario has shocks,
// from the economy with these shocks and without a policy. Carbon prices that were paid and that the scenario replaces
// are not in the taxes where it begins, so that all scenarios, linked or not, begin at one price, none.
struct PolicyPath {
  std::unique_ptr<CapPathSystem> systems;  // null where that economy has no solution
  std::string missing;                     // then why
};
[[nodiscard]] PolicyPath policy_path(const Economy& economy, const ScenarioTask& task);

}  // namespace etslink
