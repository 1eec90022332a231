// SPDX-License-Identifier: Apache-2.0
#include "solvers/solve.h"

#include <memory>

#include "solvers/ipopt_solver.h"
#include "solvers/newton_krylov.h"

namespace etslink {

namespace {

bool uses_ipopt(SolverChoice choice, int size) {
  return choice == SolverChoice::ipopt || (choice == SolverChoice::automatic && size <= largest_for_ipopt);
}

}  // namespace

SolverReport solve(const SquareSystem& system, std::span<const double> start, const SolveOptions& options) {
  return make_solver(options)(system, start);
}

SolveFunction make_solver(const SolveOptions& options) {
  return [options, krylov = std::make_shared<NewtonKrylovSolver>()](const SquareSystem& system,
                                                                    std::span<const double> start) {
    if (uses_ipopt(options.solver, system.size())) return solve_with_ipopt(system, start, options.stop);
    return krylov->solve(system, start, {.stop = options.stop, .threads = options.threads});
  };
}

}  // namespace etslink
