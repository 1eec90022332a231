// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "solvers/continuation.h"
#include "solvers/solver_options.h"
#include "solvers/solver_report.h"
#include "solvers/square_system.h"

namespace etslink {

enum class SolverChoice {
  automatic,      // Ipopt up to largest_for_ipopt unknowns, Newton-Krylov beyond
  ipopt,          // the reference
  newton_krylov,  // for large models and many solves
};

// Up to this size a solve with Ipopt takes some tenths of a second; from there its time grows with the square and more.
inline constexpr int largest_for_ipopt = 3000;

struct SolveOptions {
  SolverChoice solver = SolverChoice::automatic;
  SolverOptions stop = {};
  int threads = 1;  // of Newton-Krylov; the result has the same bits for any number
};

// Solves f(x) = 0 from the point start.
[[nodiscard]] SolverReport solve(const SquareSystem& system, std::span<const double> start,
                                 const SolveOptions& options);

// The same as a function for many solves: it keeps what one solve can use of those before. One thread at a time.
[[nodiscard]] SolveFunction make_solver(const SolveOptions& options);

}  // namespace etslink
