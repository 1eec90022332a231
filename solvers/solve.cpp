// SPDX-License-Identifier: Apache-2.0
#include "solvers/solve.h"

#include <cmath>
#include <cstdio>
#include <memory>
#include <utility>

#include "solvers/ipopt_solver.h"
#include "solvers/newton_krylov.h"

namespace etslink {

namespace {

// Ipopt's own solutions need nobody else to confirm them.
SolverReport solved_by_ipopt(const SquareSystem& system, std::span<const double> start, const SolverOptions& options) {
  SolverReport report = solve_with_ipopt(system, start, options);
  if (!report.solved()) return report;
  report.ipopt_confirmed = true;
  report.ipopt_iterations = report.iterations;
  return report;
}

// Ipopt where Newton-Krylov has come to `first`.
SolverReport take_over(const SquareSystem& system, std::span<const double> start, const SolveOptions& options,
                       SolverReport first) {
  SolverReport second = solved_by_ipopt(system, start, options.stop);
  const std::string message = "Newton-Krylov: " + first.message + "; Ipopt: " + second.message;
  const double seconds = first.seconds + second.seconds;
  // A residual that is not a number is never the smaller one.
  const bool first_is_better = !second.solved() && !(second.residual < first.residual);
  SolverReport report = std::move(first_is_better ? first : second);
  report.message = message;
  report.seconds = seconds;
  return report;
}

std::string short_number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1e", value);
  return text;
}

}  // namespace

SolverReport solve(const SquareSystem& system, std::span<const double> start, const SolveOptions& options) {
  return make_solver(options)(system, start);
}

SolveFunction make_solver(const SolveOptions& options) {
  return [options, krylov = std::make_shared<NewtonKrylovSolver>()](const SquareSystem& system,
                                                                    std::span<const double> start) {
    if (options.solver == SolverChoice::ipopt) return solved_by_ipopt(system, start, options.stop);
    SolverReport report = krylov->solve(system, start, {.stop = options.stop, .threads = options.threads});
    const bool is_final = report.solved() || report.status == SolverStatus::interrupted;
    if (is_final || options.solver != SolverChoice::automatic || system.size() > largest_for_ipopt) return report;
    return take_over(system, start, options, std::move(report));
  };
}

void confirm(const SquareSystem& system, const SolveOptions& options, SolverReport& report) {
  const bool is_asked = options.solver == SolverChoice::automatic && system.size() <= largest_for_ipopt;
  if (!is_asked || !report.solved() || report.ipopt_confirmed) return;
  const Confirmation confirmation = confirm_with_ipopt(system, report.x, options.stop);
  report.ipopt_confirmed = confirmation.confirmed;
  report.ipopt_iterations = confirmation.iterations;
  if (confirmation.confirmed) return;
  report.status = SolverStatus::not_confirmed;
  report.message += "; not confirmed: Ipopt, started beside this solution, ended at a distance of " +
                    short_number(confirmation.distance) + " natural sizes of an unknown after " +
                    std::to_string(confirmation.iterations) + " steps: " + confirmation.message;
}

}  // namespace etslink
