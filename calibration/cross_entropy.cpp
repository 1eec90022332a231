// SPDX-License-Identifier: Apache-2.0
#include "calibration/cross_entropy.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "calibration/gras.h"
#include "model/input_error.h"
#include "solvers/ipopt_minimiser.h"

namespace etslink {
namespace {

// A hard control that asks cells of one sign to sum to zero.
bool must_vanish(const BalanceProblem& problem, const BalanceControl& control) {
  if (control.weight || control.target != 0) return false;
  bool plus = false;
  bool minus = false;
  for (const ControlCell& c : control.cells) {
    const double value = c.sign * problem.prior(c.row, c.column);
    if (problem.is_fixed(c.row, c.column) && value != 0) return false;
    plus = plus || value > 0;
    minus = minus || value < 0;
  }
  return plus != minus;
}

// Cells of one sign whose sum has to be zero are zero: log x has no value there, so that they leave the problem first.
BalanceProblem without_vanishing_cells(BalanceProblem problem) {
  for (const BalanceControl& control : problem.controls) {
    if (!must_vanish(problem, control)) continue;
    for (const ControlCell& c : control.cells) problem.prior(c.row, c.column) = 0;
  }
  return problem;
}

// Variable y = x / x0 of each free cell, then the ratio of each soft control to its target; constraints are divided by
// the size of their terms in the prior, the objective by the size of the table.
class EntropyProblem final : public OptimizationProblem {
 public:
  explicit EntropyProblem(const BalanceProblem& problem) : free_cell_(problem.prior.rows(), problem.prior.cols()) {
    for (Eigen::Index i = 0; i < problem.prior.rows(); ++i) {
      for (Eigen::Index j = 0; j < problem.prior.cols(); ++j) {
        const double value = problem.prior(i, j);
        const bool is_free = value != 0 && !problem.is_fixed(static_cast<int>(i), static_cast<int>(j));
        free_cell_(i, j) = is_free ? static_cast<int>(weight_.size()) : -1;
        if (is_free) weight_.push_back(std::abs(value));
      }
    }
    for (const BalanceControl& control : problem.controls) add_control(problem, control);
    scale();
  }

  [[nodiscard]] int variables() const override { return static_cast<int>(weight_.size()); }
  [[nodiscard]] int constraints() const override { return static_cast<int>(right_side_.size()); }
  [[nodiscard]] std::vector<double> start() const override { return root_; }
  void variable_bounds(std::span<double> lower, std::span<double> upper) const override {
    // none: the logarithm keeps z positive by itself, and the barrier of a bound would bias small cells
    std::fill(lower.begin(), lower.end(), -std::numeric_limits<double>::infinity());
    std::fill(upper.begin(), upper.end(), std::numeric_limits<double>::infinity());
  }
  void constraint_bounds(std::span<double> lower, std::span<double> upper) const override {
    std::copy(right_side_.begin(), right_side_.end(), lower.begin());
    std::copy(right_side_.begin(), right_side_.end(), upper.begin());
  }
  [[nodiscard]] const std::vector<LinearConstraintEntry>& constraint_entries() const override { return entries_; }

  [[nodiscard]] double objective(std::span<const double> z) const override {
    double sum = 0;
    for (std::size_t k = 0; k < root_.size(); ++k) {
      const double y = z[k] / root_[k];
      sum += root_[k] * root_[k] * (y * std::log(y) - y + 1);
    }
    return sum;
  }
  void gradient(std::span<const double> z, std::span<double> g) const override {
    for (std::size_t k = 0; k < root_.size(); ++k) g[k] = root_[k] * std::log(z[k] / root_[k]);
  }
  void hessian_diagonal(std::span<const double> z, std::span<double> h) const override {
    for (std::size_t k = 0; k < root_.size(); ++k) h[k] = root_[k] / z[k];
  }

  [[nodiscard]] Eigen::MatrixXd table(const Eigen::MatrixXd& prior, std::span<const double> z) const {
    Eigen::MatrixXd result = prior;
    for (Eigen::Index i = 0; i < prior.rows(); ++i) {
      for (Eigen::Index j = 0; j < prior.cols(); ++j) {
        const int variable = free_cell_(i, j);
        if (variable >= 0) result(i, j) *= z[variable] / root_[variable];
      }
    }
    return result;
  }

 private:
  void add_control(const BalanceProblem& problem, const BalanceControl& control) {
    double right_side = control.target;
    double size = std::abs(control.target);
    std::vector<std::pair<int, double>> terms;
    for (const ControlCell& c : control.cells) {
      const double value = c.sign * problem.prior(c.row, c.column);
      const int variable = free_cell_(c.row, c.column);
      if (variable < 0) right_side -= value;
      if (variable >= 0) terms.emplace_back(variable, value);
      size += std::abs(value);
    }
    if (terms.empty()) return;
    if (control.weight) {
      require(control.target > 0 && *control.weight > 0, "a soft control has a positive target and weight");
      terms.emplace_back(variables(), -control.target);
      weight_.push_back(*control.weight * control.target);
      right_side -= control.target;
    }
    for (const auto& [variable, value] : terms) entries_.push_back({constraints(), variable, value});
    right_side_.push_back(right_side);
    size_.push_back(size);
  }

  // From million USD to shares of the table, and each constraint by the root of its size: entries are then at most one.
  void scale() {
    double total = 0;
    for (const double w : weight_) total += w;
    for (const double w : weight_) root_.push_back(std::sqrt(w / total));
    for (LinearConstraintEntry& e : entries_) e.value /= root_[e.column] * std::sqrt(size_[e.row] * total);
    for (std::size_t k = 0; k < right_side_.size(); ++k) right_side_[k] /= std::sqrt(size_[k] * total);
  }

  Eigen::MatrixXi free_cell_;   // variable of a cell; -1 where it is fixed or zero
  std::vector<double> weight_;  // of y log y - y + 1 [million USD]
  std::vector<double> root_;    // sqrt(weight / total)
  std::vector<double> size_;    // of the terms of each constraint [million USD]
  std::vector<double> right_side_;
  std::vector<LinearConstraintEntry> entries_;
};

// Ipopt ends near 1e-10; hard controls are then met to rounding by scaling its answer, which moves cells as little.
Eigen::MatrixXd polished(const BalanceProblem& problem, const Eigen::MatrixXd& table, const BalanceOptions& options) {
  BalanceProblem hard{table, {}, problem.fixed};
  for (const BalanceControl& control : problem.controls) {
    if (!control.weight) hard.controls.push_back(control);
  }
  return gras(hard, options).table;
}

}  // namespace

BalanceResult balance_by_cross_entropy(const BalanceProblem& problem, const BalanceOptions& options) {
  require(problem.prior.allFinite(), "finite prior");
  const BalanceProblem reduced = without_vanishing_cells(problem);
  const EntropyProblem entropy(reduced);
  const OptimizationReport report = minimise_with_ipopt(entropy, 1e-10);
  BalanceResult result;
  result.iterations = report.iterations;
  result.table = entropy.table(reduced.prior, report.x);
  if (report.solved) result.table = polished(reduced, result.table, options);
  evaluate_balance(problem, options, result);
  return result;
}

}  // namespace etslink
