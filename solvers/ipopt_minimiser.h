// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "solvers/optimization_problem.h"

namespace etslink {

struct OptimizationReport {
  bool solved = false;
  std::vector<double> x;
  double objective = 0;
  double constraint_violation = 0;  // maximum norm, recomputed
  int iterations = 0;
  std::string message;
};

// Solves a separable problem with linear constraints with Ipopt; tolerance bounds its scaled optimality error and,
// absolutely, the violation of constraints and bounds, so scale the problem to numbers around 1. Threads take
// turns.
[[nodiscard]] OptimizationReport minimise_with_ipopt(const OptimizationProblem& problem, double tolerance);

}  // namespace etslink
