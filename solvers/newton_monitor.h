// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <span>
#include <vector>

#include "solvers/solver_options.h"

namespace etslink {

// Keeps the best point of a Newton iteration and decides when to stop it.
class NewtonMonitor {
 public:
  // patience: steps without a smaller residual after which the iteration is given up.
  NewtonMonitor(const SolverOptions& options, std::span<const double> start, int patience)
      : options_(options), patience_(patience), best_(start.begin(), start.end()) {}

  // A point that was evaluated, and the maximum norm of its residual (NaN is never the best).
  void visit(std::span<const double> x, double residual);

  // Asked once per iterate, the start included: is another step worth its price?
  [[nodiscard]] bool goes_on();

  [[nodiscard]] const std::vector<double>& best() const { return best_; }
  [[nodiscard]] double residual() const { return residual_; }

 private:
  SolverOptions options_;
  int patience_;
  std::vector<double> best_;
  double residual_ = std::numeric_limits<double>::infinity();
  double previous_ = std::numeric_limits<double>::infinity();
  int without_progress_ = 0;
};

}  // namespace etslink
