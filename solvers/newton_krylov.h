// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>

#include "solvers/solver_options.h"
#include "solvers/solver_report.h"
#include "solvers/square_system.h"

namespace etslink {

struct NewtonKrylovOptions {
  SolverOptions stop = {};
  int threads = 1;          // of the linear algebra; the result has the same bits for any number
  int gmres_vectors = 60;   // kept before GMRES restarts
  bool line_search = true;  // where full steps fail
};

// Solves f(x) = 0 by inexact Newton steps: GMRES on the whole Jacobian, preconditioned by its blocks, with
// the forcing terms of Eisenstat and Walker (1996), full steps first and a line search where the residual grows. The
// object keeps what the next solve of a system with the same pattern can use: analysis, factors and memory, and
// factorises anew only when GMRES has lost more work than that costs.
class NewtonKrylovSolver {
 public:
  NewtonKrylovSolver();
  NewtonKrylovSolver(NewtonKrylovSolver&&) noexcept;
  NewtonKrylovSolver& operator=(NewtonKrylovSolver&&) noexcept;
  ~NewtonKrylovSolver();

  // From the point start. The pattern and the blocks are analysed when they are met first. A start that satisfies the
  // tolerance is returned as it is, with 0 iterations. Not converging is a result, never an exception.
  SolverReport solve(const SquareSystem& system, std::span<const double> start, const NewtonKrylovOptions& options);

  // Evaluates and factorises the Jacobian J at x for the linear solves that follow; false if it is not finite.
  bool linearise(const SquareSystem& system, std::span<const double> x, int threads);

  // J solution = right_side, or J' solution = right_side, until the 2-norm of the remainder, of J' in natural sizes of
  // the unknowns, is at most tolerance times that of the right side; false if that was not reached. After linearise
  // only.
  bool linear_solve(std::span<const double> right_side, std::span<double> solution, double tolerance);
  bool transposed_linear_solve(std::span<const double> right_side, std::span<double> solution, double tolerance);

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

// One solve with a NewtonKrylovSolver of its own.
[[nodiscard]] SolverReport solve_with_newton_krylov(const SquareSystem& system, std::span<const double> start,
                                                    const NewtonKrylovOptions& options);

}  // namespace etslink
