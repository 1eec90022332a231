// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "analysis/economy_path.h"
#include "analysis/solve_scenario.h"

namespace etslink {

// Solutions along a path, each started from those around it.
class SolvedPath {
 public:
  // `known`: solutions, s ascending, the first of them at s = 0.
  SolvedPath(std::unique_ptr<EconomyPath> path, std::vector<PathPoint> known, ScenarioSolvers solvers);

  // The unknowns at s >= 0: from the solutions around s, where these lie too far apart from those below it, and if need
  // be by way of points that halve the distance to the solution below, three times at most; null where that fails too.
  // Valid until the next call.
  const std::vector<double>* solve(double s);

  [[nodiscard]] EquilibriumState state(double s, const std::vector<double>& x) { return path_->state(s, x); }
  // At the last s asked for.
  [[nodiscard]] const Economy& economy() const { return path_->economy(); }

 private:
  const std::vector<double>* solve(double s, int halvings);
  SolverReport solve_near(double s, std::ptrdiff_t below);  // `below`: how many points have a smaller s

  std::unique_ptr<EconomyPath> path_;
  std::vector<PathPoint> points_;  // solutions, s ascending
  ScenarioSolvers solvers_;
};

}  // namespace etslink
