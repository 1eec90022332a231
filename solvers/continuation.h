// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "solvers/arclength.h"
#include "solvers/path_system.h"
#include "solvers/solver_report.h"

namespace etslink {

// Any solver of square systems, with its options bound.
using SolveFunction = std::function<SolverReport(const SquareSystem& system, std::span<const double> start)>;

struct ContinuationReport {
  bool complete = false;          // s = 1 is solved
  double reached = 0;             // largest s with a solution on the branch, to the accuracy asked for
  double beyond = 0;              // largest s with a solution on another branch, where one was found; 0: none
  std::vector<PathPoint> points;  // solutions, s ascending from 0; empty: s = 0 could not be solved
  SolverReport last;              // the last solve: at s = 1, or at s = 0 where that failed
  BranchReport branch;            // how the branch of solutions ended; its points have moved to `points`
};

// Follows the branch of solutions from s = 0, where start is close to it, towards s = 1 and solves there: from a point
// nearby where the branch passes s = 1, else from where it ends, in case another solution is in reach.
[[nodiscard]] ContinuationReport follow_path(PathSystem& path, std::span<const double> start,
                                             const SolveFunction& solve, const BranchOptions& options);

// Start for a solve at s: the polynomial through the (up to four) solutions around it, or through the last ones. points
// ascend in s and are not empty.
[[nodiscard]] std::vector<double> predict(std::span<const PathPoint> points, double s);

}  // namespace etslink
