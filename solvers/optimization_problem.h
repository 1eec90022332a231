// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

namespace etslink {

// minimise f(x) subject to lower <= A x <= upper and bounds on x, with a separable objective: each variable has its own
// term, so that the Hessian is diagonal. Balancing a table (cross-entropy) has this form.
struct LinearConstraintEntry {
  int row = 0;
  int column = 0;
  double value = 0;
};

class OptimizationProblem {
 public:
  virtual ~OptimizationProblem() = default;

  [[nodiscard]] virtual int variables() const = 0;
  [[nodiscard]] virtual int constraints() const = 0;
  [[nodiscard]] virtual std::vector<double> start() const = 0;
  virtual void variable_bounds(std::span<double> lower, std::span<double> upper) const = 0;
  virtual void constraint_bounds(std::span<double> lower, std::span<double> upper) const = 0;
  [[nodiscard]] virtual const std::vector<LinearConstraintEntry>& constraint_entries() const = 0;

  [[nodiscard]] virtual double objective(std::span<const double> x) const = 0;
  virtual void gradient(std::span<const double> x, std::span<double> g) const = 0;
  virtual void hessian_diagonal(std::span<const double> x, std::span<double> h) const = 0;
};

// g = A x.
void constraint_values(const OptimizationProblem& problem, std::span<const double> x, std::span<double> g);

// Largest amount by which x violates a constraint or a bound [units of that constraint or variable].
[[nodiscard]] double constraint_violation(const OptimizationProblem& problem, std::span<const double> x);

// Variables whose bounds differ, less constraints whose bounds coincide.
[[nodiscard]] int degrees_of_freedom(const OptimizationProblem& problem);

}  // namespace etslink
