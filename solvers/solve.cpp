// SPDX-License-Identifier: Apache-2.0
#include "solvers/solve.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>
#include <utility>
#include <vector>

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

// A few steps more than the tolerance asks for: an unknown that hardly enters any condition, such as the price of a
// resource with a tiny share, is still far from its value at a residual that counts as zero.
void refine(const SquareSystem& system, const SolveOptions& options, SolverReport& report) {
  std::vector<double> f(report.x.size());
  system.residual(report.x, f);
  const auto is_accepted = [&](double value) { return std::abs(value) <= options.stop.accepted_residual; };
  if (!std::all_of(f.begin(), f.end(), is_accepted)) return;  // no solution: there is nothing to refine
  constexpr double finest_residual = 1e-14;
  constexpr int refinement_steps = 10;
  SolverOptions stop = options.stop;
  stop.tolerance = stop.accepted_residual = finest_residual;
  stop.max_iterations = refinement_steps;
  NewtonKrylovOptions steps{.stop = stop, .threads = options.threads};
  steps.line_search = false;
  SolverReport finer = solve_with_newton_krylov(system, report.x, steps);
  if (!(finer.residual < report.residual) || !system.objection(finer.x).empty()) return;
  report.x = std::move(finer.x);
  report.residual = finer.residual;
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
  Confirmation confirmation = confirm_with_ipopt(system, report.x, options.stop);
  if (!confirmation.confirmed) {
    refine(system, options, report);
    confirmation = confirm_with_ipopt(system, report.x, options.stop);
  }
  report.ipopt_confirmed = confirmation.confirmed;
  report.ipopt_iterations = confirmation.iterations;
  if (confirmation.confirmed) return;
  report.status = SolverStatus::not_confirmed;
  report.message += "; not confirmed: Ipopt, started beside this solution, ended at a distance of " +
                    short_number(confirmation.distance) + " natural sizes of an unknown after " +
                    std::to_string(confirmation.iterations) + " steps: " + confirmation.message;
}

}  // namespace etslink
