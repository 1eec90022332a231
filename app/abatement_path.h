// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "app/cap_path.h"
#include "app/solve_scenario.h"

namespace etslink {

// Prices and emissions along the cap path of a scenario that is solved, for its abatement cost by the curve.
class AbatementPath {
 public:
  // `known`: solutions on the path, s ascending, those at s = 0 and s = 1 among them.
  AbatementPath(const Economy& economy, std::vector<PathPoint> known, ScenarioSolvers solvers, int threads);

  // Empty where a point of the path can't be solved.
  std::optional<AbatementCost> integrate();

 private:
  std::optional<CapPathPoint> point(double s);
  [[nodiscard]] CapPathPoint described(const PathPoint& point);

  CapPathSystem path_;
  ScenarioSolvers solvers_;
  std::vector<PathPoint> points_;  // solutions, s ascending
};

}  // namespace etslink
