// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "solvers/solver_options.h"
#include "solvers/solver_report.h"
#include "solvers/square_system.h"

namespace etslink {

// Solves f(x) = 0 with Ipopt (Waechter and Biegler 2006) from the point start: objective 0, equality constraints, exact
// Jacobian, empty Hessian. Takes full Newton steps first; if they get nowhere, again from start with Ipopt's own line
// search. A start that satisfies the tolerance is returned as it is, with 0 iterations. Threads take turns.
[[nodiscard]] SolverReport solve_with_ipopt(const SquareSystem& system, std::span<const double> start,
                                            const SolverOptions& options);

// What Ipopt says of a solution that another solver has found.
struct Confirmation {
  bool confirmed = false;
  int iterations = 0;   // Newton steps of Ipopt
  double distance = 0;  // from the solution to where Ipopt ended, maximum norm [natural sizes of the unknowns]
  std::string message;  // one line for a person
};

// Starts Ipopt near the solution x, every unknown moved by up to 1e-7 of its natural size in a fixed pattern, and lets
// it take full Newton steps until its own convergence test holds (options.tolerance, or three steps at
// accepted_residual). Confirmed: it did within five steps, and ended within 1e-6 of x. From that distance an exact
// Jacobian leads back in one or two steps; where it is wrong by a tenth, or singular, so that other solutions lie
// around x, Ipopt does not come back. Costs one or two factorisations. Threads take turns.
[[nodiscard]] Confirmation confirm_with_ipopt(const SquareSystem& system, std::span<const double> x,
                                              const SolverOptions& options);

}  // namespace etslink
