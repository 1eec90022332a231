// SPDX-License-Identifier: Apache-2.0
#include "calibration/control_scaling.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "model/input_error.h"

namespace etslink {
namespace {

FreeControl free_control(const BalanceProblem& problem, const BalanceControl& control) {
  FreeControl result;
  result.target = control.target;
  for (const ControlCell& c : control.cells) {
    const double value = c.sign * problem.prior(c.row, c.column);
    if (problem.is_fixed(c.row, c.column)) {
      result.target -= value;
    } else if (value != 0) {
      (value > 0 ? result.plus : result.minus).push_back(static_cast<int>(c.row * problem.prior.cols() + c.column));
    }
  }
  if (!control.weight) return result;
  require(control.target > 0 && *control.weight > 0, "a soft control has a positive target and weight");
  result.weight = *control.weight;
  result.slack = control.target;
  // the slack stands for the whole sum: what remains on the right is less the fixed cells only
  result.target -= control.target;
  return result;
}

// r > 0 with P r - N / r = u: the positive root of P r^2 - u r - N = 0, in the form that does not cancel. A sum of one
// sign that has to vanish takes r = 0 or infinity; NaN where no r exists.
double hard_multiplier(double plus, double minus, double target) {
  if (plus == 0 && minus == 0) return 1;
  if (plus == 0) return target < 0 ? minus / -target : (target == 0 ? INFINITY : NAN);
  if (minus == 0) return target >= 0 ? target / plus : NAN;
  const double root = std::sqrt(target * target + 4 * plus * minus);
  return target >= 0 ? (target + root) / (2 * plus) : 2 * minus / (root - target);
}

// r with P r - N / r - S r^(-1/w) = u by Newton in log r; the left side rises in r, so that the root is unique.
double soft_multiplier(double plus, double minus, const FreeControl& control) {
  if (plus == 0 && minus == 0) return 1;
  double log_r = 0;
  for (int step = 0; step < 100; ++step) {
    const double rise = plus * std::exp(log_r);
    const double fall = minus * std::exp(-log_r);
    const double slack = control.slack * std::exp(-log_r / control.weight);
    const double residual = rise - fall - slack - control.target;
    const double change = std::clamp(-residual / (rise + fall + slack / control.weight), -1.0, 1.0);
    log_r += change;
    if (std::abs(change) < 1e-16) break;
  }
  return std::exp(log_r);
}

double residual(const ControlScaling& scaling, const FreeControl& control) {
  return control.target + control.slack - scaling.absolute_sum(control.plus) + scaling.absolute_sum(control.minus);
}

Eigen::VectorXd residuals(const ControlScaling& scaling) {
  Eigen::VectorXd result(static_cast<Eigen::Index>(scaling.controls.size()));
  for (std::size_t k = 0; k < scaling.controls.size(); ++k)
    result(static_cast<Eigen::Index>(k)) = residual(scaling, scaling.controls[k]);
  return result;
}

// Curvature of the dual: A diag|x| A' (+ slack / weight).
Eigen::MatrixXd dual_hessian(const ControlScaling& scaling) {
  const int count = static_cast<int>(scaling.controls.size());
  std::vector<std::vector<std::pair<int, int>>> controls_of(scaling.cell.size());
  Eigen::MatrixXd hessian = Eigen::MatrixXd::Zero(count, count);
  for (int k = 0; k < count; ++k) {
    const FreeControl& control = scaling.controls[k];
    for (const int c : control.plus) controls_of[c].emplace_back(k, 1);
    for (const int c : control.minus) controls_of[c].emplace_back(k, -1);
    if (control.weight > 0) hessian(k, k) += control.slack / control.weight;
  }
  for (std::size_t c = 0; c < scaling.cell.size(); ++c) {
    for (const auto& [k, sign_k] : controls_of[c]) {
      for (const auto& [l, sign_l] : controls_of[c]) hessian(k, l) += sign_k * sign_l * std::abs(scaling.cell[c]);
    }
  }
  return hessian;
}

// The change of all log multipliers that removes the residuals to first order. A small ridge takes the free direction
// that dependent controls leave (row sums and column sums have the same total).
Eigen::VectorXd newton_direction(const ControlScaling& scaling) {
  Eigen::MatrixXd hessian = dual_hessian(scaling);
  Eigen::VectorXd inverse_root = hessian.diagonal();
  for (double& d : inverse_root) d = d > 0 ? 1 / std::sqrt(d) : 0;
  hessian = (inverse_root.asDiagonal() * hessian * inverse_root.asDiagonal()).eval();
  hessian.diagonal().array() += 1e-13;
  const Eigen::VectorXd right_side = inverse_root.asDiagonal() * residuals(scaling);
  return inverse_root.asDiagonal() * hessian.ldlt().solve(right_side);
}

ControlScaling stepped(const ControlScaling& scaling, const Eigen::VectorXd& log_multiplier) {
  ControlScaling next = scaling;
  std::vector<double> exponent(scaling.cell.size(), 0.0);
  for (std::size_t k = 0; k < scaling.controls.size(); ++k) {
    const double change = log_multiplier(static_cast<Eigen::Index>(k));
    const FreeControl& control = scaling.controls[k];
    for (const int c : control.plus) exponent[c] += change;
    for (const int c : control.minus) exponent[c] -= change;
    if (control.weight > 0) next.controls[k].slack *= std::exp(-change / control.weight);
  }
  for (std::size_t c = 0; c < exponent.size(); ++c) next.cell[c] *= std::exp(exponent[c]);
  return next;
}

}  // namespace

ControlScaling::ControlScaling(const BalanceProblem& problem) : cell(problem.prior.size()) {
  require(problem.prior.allFinite(), "finite prior");
  for (Eigen::Index i = 0; i < problem.prior.rows(); ++i) {
    for (Eigen::Index j = 0; j < problem.prior.cols(); ++j) cell[i * problem.prior.cols() + j] = problem.prior(i, j);
  }
  for (const BalanceControl& control : problem.controls) controls.push_back(free_control(problem, control));
}

double ControlScaling::absolute_sum(const std::vector<int>& cells) const {
  double sum = 0;
  for (const int k : cells) sum += std::abs(cell[k]);
  return sum;
}

double ControlScaling::deviation() const {
  double worst = 0;
  for (const FreeControl& control : controls) {
    const double size =
        absolute_sum(control.plus) + absolute_sum(control.minus) + control.slack + std::abs(control.target);
    if (size > 0) worst = std::max(worst, std::abs(residual(*this, control)) / size);
  }
  return worst;
}

Eigen::MatrixXd ControlScaling::table(Eigen::Index rows, Eigen::Index columns) const {
  Eigen::MatrixXd result(rows, columns);
  for (Eigen::Index i = 0; i < rows; ++i) {
    for (Eigen::Index j = 0; j < columns; ++j) result(i, j) = cell[i * columns + j];
  }
  return result;
}

void meet_control(ControlScaling& scaling, std::size_t index) {
  FreeControl& control = scaling.controls[index];
  const double plus = scaling.absolute_sum(control.plus);
  const double minus = scaling.absolute_sum(control.minus);
  const double r =
      control.weight > 0 ? soft_multiplier(plus, minus, control) : hard_multiplier(plus, minus, control.target);
  if (std::isnan(r)) return;
  for (const int k : control.plus) scaling.cell[k] *= r;
  for (const int k : control.minus) scaling.cell[k] /= r;
  if (control.weight > 0) control.slack *= std::pow(r, -1 / control.weight);
}

int polish_controls(ControlScaling& scaling, const BalanceOptions& options) {
  int steps = 0;
  double deviation = scaling.deviation();
  while (steps < options.max_newton_steps && deviation > options.tolerance / 4) {
    const Eigen::VectorXd direction = newton_direction(scaling);
    bool improved = false;
    for (double length = 1; length > 1e-4 && !improved; length /= 2) {
      ControlScaling trial = stepped(scaling, length * direction);
      const double trial_deviation = trial.deviation();
      if (!(trial_deviation < deviation)) continue;
      improved = true;
      scaling = std::move(trial);
      deviation = trial_deviation;
    }
    if (!improved) break;
    ++steps;
  }
  return steps;
}

}  // namespace etslink
