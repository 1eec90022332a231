// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "solvers/solver_options.h"

namespace etslink {

class SquareSystem;

enum class SolverStatus {
  solved,           // residual at or below the accepted tolerance
  not_converged,    // the solver stopped above it
  invalid_numbers,  // the residual or its Jacobian could not be evaluated
  not_confirmed,    // one solver found a solution that the other does not find back to
  interrupted,      // the program was told to stop before the solver had ended
  undetermined,     // the residual is that of a solution, but others lie as near as one likes: no number can be given
};

// Name of a status as written to results: "solved", "not converged", "invalid numbers", "not confirmed", "interrupted",
// "undetermined".
[[nodiscard]] std::string to_string(SolverStatus status);

// One condition and its residual [scaled as in SquareSystem::residual].
struct WorstCondition {
  std::string name;
  double residual = 0;
};

// What a solve has come to. Not converging is a result, never an exception.
struct SolverReport {
  SolverStatus status = SolverStatus::not_converged;
  std::vector<double> x;              // the point with the smallest residual met, or the start
  double residual = 0;                // maximum norm, recomputed from the system at x
  int iterations = 0;                 // Newton steps
  int gmres_iterations = 0;           // steps of the iterative linear solver, where one is used
  int factorisations = 0;             // of its preconditioner; 0 where that of an earlier solve served
  double seconds = 0;                 // wall time
  std::vector<WorstCondition> worst;  // the largest residuals, worst first (at most 5)
  std::string message;                // one line for a person
  // Does Ipopt confirm the solution, or has it found it itself? Empty: it was not asked.
  std::optional<bool> ipopt_confirmed = std::nullopt;
  int ipopt_iterations = 0;  // its Newton steps for that

  [[nodiscard]] bool solved() const { return status == SolverStatus::solved; }
};

// Maximum norm; NaN where any entry is not finite.
[[nodiscard]] double max_norm(std::span<const double> f);

// Evaluates f at x and fills in x, residual, worst and status: solved where the residual is at or below
// accepted_residual and the system has no objection, which is the message then. Every solver ends with it, so that a
// report never repeats what a solver believes. Iterations and time stay empty.
[[nodiscard]] SolverReport report_at(const SquareSystem& system, std::vector<double> x, double accepted_residual);

// The same where the residual f at x is known: as evaluated by the system, never as a solver updates it.
[[nodiscard]] SolverReport report_of(const SquareSystem& system, std::vector<double> x, std::span<const double> f,
                                     double accepted_residual);

// A solve that was told to stop before it was done is neither converged nor not.
void mark_interrupted(SolverReport& report, const SolverOptions& options);

// What a solver says of its way and, where there is one, the system's objection.
[[nodiscard]] std::string with_objection(std::string message, const std::string& objection);

// Evaluates f at x; whatever the system throws becomes a residual that is not a number, and its text is returned.
[[nodiscard]] std::string evaluate_residual(const SquareSystem& system, std::span<const double> x, std::span<double> f);

}  // namespace etslink
