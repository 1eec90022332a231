// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "solvers/jacobian_solver.h"
#include "solvers/newton_krylov.h"
#include "solvers/square_system.h"
#include "solvers/worker_team.h"

namespace etslink {

// A point and the residual there, as evaluated by the system.
struct EvaluatedPoint {
  std::vector<double> x, f;
};

// What a Newton step has to achieve to be taken as it is.
enum class StepRule {
  full,         // a residual that can be evaluated and has not grown out of hand
  line_search,  // a smaller residual
};

// The Newton steps of one solve.
class NewtonIteration {
 public:
  NewtonIteration(const SquareSystem& system, JacobianSolver& linear, const NewtonKrylovOptions& options);

  // Steps from a point until the residual is small or nothing more can be done; the best point met.
  EvaluatedPoint run(EvaluatedPoint start, StepRule rule);

  // Of all runs.
  [[nodiscard]] int iterations() const { return iterations_; }
  [[nodiscard]] int singular() const { return singular_; }  // steps with a singular part of the preconditioner

  // Of the last run.
  [[nodiscard]] bool invalid() const { return invalid_; }              // the Jacobian could not be evaluated
  [[nodiscard]] const std::string& ending() const { return ending_; }  // why it failed; empty: it did not

 private:
  bool advance();
  bool step_back();
  [[nodiscard]] double forcing() const;
  bool solve_step(double forcing);
  bool search();
  [[nodiscard]] double try_length(double length);
  [[nodiscard]] bool is_enough(double length, double norm, int cuts) const;

  const SquareSystem& system_;
  JacobianSolver& linear_;
  NewtonKrylovOptions options_;
  WorkerTeam team_;
  std::vector<double> scale_, step_;
  EvaluatedPoint here_, trial_;
  double norm_ = 0, previous_norm_ = 0;  // 2-norm of the residual here and a step ago
  double full_length_ = 1, last_length_ = 1;
  StepRule rule_ = StepRule::full;
  int iterations_ = 0, singular_ = 0;
  bool invalid_ = false;
  std::string ending_;
};

}  // namespace etslink
