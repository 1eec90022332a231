// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "analysis/solve_scenario.h"
#include "solvers/path_system.h"

namespace etslink {

// A solved scenario, its policy stated by the caps that it comes to (model/equivalent_caps.h).
struct ScenarioByCaps {
  std::shared_ptr<const Economy> economy;           // the scenario's own where its policy states its caps
  std::shared_ptr<const Economy> fuel_prices_held;  // likewise, null where the task has none
  std::vector<double> x;                            // the scenario's solution in the unknowns of `economy`
  bool is_own = true;                               // as the scenario states itself
  std::string problem;                              // why the caps are not the same equilibrium; empty: they are
};

[[nodiscard]] ScenarioByCaps state_by_caps(const ScenarioTask& task, const std::vector<double>& x);

// Its economy with fuel prices held alone, where `is_own` is not so.
[[nodiscard]] std::shared_ptr<const Economy> fuel_prices_held_by_caps(const ScenarioSource& source,
                                                                      const Economy& economy,
                                                                      const std::vector<double>& x);

// Abatement cost by the curve; missing, with the reason, where it can't be computed.
struct CurveCost {
  std::optional<AbatementCost> cost;
  std::string missing;
};

// Abatement cost by the curve of a scenario along its cap path, `known` solutions of which, at s = 0 and s = 1 at
// least, need no solving.
[[nodiscard]] CurveCost integrate_along_path(const ScenarioByCaps& scenario, std::vector<PathPoint> known,
                                             const ScenarioTask& task);

}  // namespace etslink
