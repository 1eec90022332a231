// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "solvers/continuation.h"
#include "solvers/solver_options.h"
#include "solvers/solver_report.h"
#include "solvers/square_system.h"

namespace etslink {

enum class SolverChoice {
  automatic,      // Newton-Krylov; Ipopt confirms, and takes over where it fails, up to largest_for_ipopt unknowns
  ipopt,          // Ipopt alone
  newton_krylov,  // Newton-Krylov alone
};

// Up to this size a factorisation by Ipopt takes some hundredths of a second; from there its time grows with the square
// and more.
inline constexpr int largest_for_ipopt = 3000;

struct SolveOptions {
  SolverChoice solver = SolverChoice::automatic;
  SolverOptions stop = {};
  int threads = 1;  // of Newton-Krylov; the result has the same bits for any number
};

// Solves f(x) = 0 from the point start. Where both solvers fail the report is that of the smaller residual, with the
// messages of both.
[[nodiscard]] SolverReport solve(const SquareSystem& system, std::span<const double> start,
                                 const SolveOptions& options);

// The same as a function for many solves: it keeps what one solve can use of those before. One thread at a time.
[[nodiscard]] SolveFunction make_solver(const SolveOptions& options);

// Lets Ipopt confirm a solution that Newton-Krylov has found, where the choice is automatic and the system small
// enough: fills in report.ipopt_confirmed, and turns a disagreement into SolverStatus::not_confirmed with a message. A
// point that is not confirmed is refined by a few Newton steps first, and Ipopt is asked once more.
void confirm(const SquareSystem& system, const SolveOptions& options, SolverReport& report);

}  // namespace etslink
