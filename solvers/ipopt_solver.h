// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "solvers/optimization_problem.h"
#include "solvers/solver_options.h"
#include "solvers/solver_report.h"
#include "solvers/square_system.h"

namespace etslink {

// Solves f(x) = 0 with Ipopt (Waechter and Biegler 2006) from the point start: objective 0, equality constraints, exact
// Jacobian, empty Hessian. Takes full Newton steps first; if they get nowhere, again from start with Ipopt's own line
// search. A start that satisfies the tolerance is returned as it is, with 0 iterations. Not re-entrant (sequential
// MUMPS).
[[nodiscard]] SolverReport solve_with_ipopt(const SquareSystem& system, std::span<const double> start,
                                            const SolverOptions& options);

struct OptimizationReport {
  bool solved = false;
  std::vector<double> x;
  double objective = 0;
  double constraint_violation = 0;  // maximum norm, recomputed
  int iterations = 0;
  std::string message;
};

// Solves a separable problem with linear constraints with Ipopt; tolerance bounds its scaled optimality error and,
// absolutely, the violation of constraints and bounds, so scale the problem to numbers around 1. Not re-entrant.
[[nodiscard]] OptimizationReport minimise_with_ipopt(const OptimizationProblem& problem, double tolerance);

}  // namespace etslink
