// SPDX-License-Identifier: Apache-2.0
#include "solvers/newton_iteration.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "solvers/newton_monitor.h"
#include "solvers/solver_report.h"
#include "solvers/step_limits.h"

namespace etslink {

namespace {

// Forcing terms: the linear system is solved to this part of the residual. A Jacobian costs as much as some twenty
// GMRES steps, so the terms are tight: solving less would take more Newton steps.
constexpr double first_forcing = 1e-2;
constexpr double largest_forcing = 1e-2;
constexpr double smallest_forcing = 1e-8;

// Below this many Jacobian entries handing work to other threads takes longer than doing it.
constexpr int entries_worth_threads = 100000;

// Newton steps without a smaller residual after which full steps and the line search are given up.
constexpr int patience_with_full_steps = 12;
constexpr int patience_with_line_search = 10;

constexpr int max_cuts = 30;                // of a step
constexpr double required_decrease = 1e-4;  // of the residual, relative to that of the linear model (Armijo 1966)

double euclidean_norm(std::span<const double> v) {
  double square = 0;
  for (const double value : v) square += value * value;
  return std::sqrt(square);
}

// Factor on a length at which the residual has changed by a ratio: to the least point of the parabola through the
// squares of the residuals and their slope.
double cut(double length, double ratio) {
  if (!std::isfinite(ratio)) return 0.3;
  return std::clamp(length / (ratio * ratio - 1 + 2 * length), 0.1, 0.5);
}

}  // namespace

NewtonIteration::NewtonIteration(const SquareSystem& system, JacobianSolver& linear, const NewtonKrylovOptions& options)
    : system_(system),
      linear_(linear),
      options_(options),
      team_(system.pattern().entries() < entries_worth_threads ? 1 : options.threads),
      step_(system.size()) {
  for (int u = 0; u < system.size(); ++u) scale_.push_back(system.unknown_scale(u));
}

EvaluatedPoint NewtonIteration::run(EvaluatedPoint start, StepRule rule) {
  rule_ = rule;
  ending_.clear();
  previous_norm_ = 0;
  here_ = std::move(start);
  trial_ = here_;
  norm_ = euclidean_norm(here_.f);
  EvaluatedPoint best = here_;
  NewtonMonitor monitor(options_.stop, here_.x,
                        rule == StepRule::full ? patience_with_full_steps : patience_with_line_search);
  monitor.visit(here_.x, max_norm(here_.f));
  const int last_iteration = iterations_ + options_.stop.max_iterations;
  while (monitor.goes_on()) {
    if (iterations_ == last_iteration) ending_ = "maximum number of iterations";
    if (!ending_.empty() || !advance()) break;
    const double before = monitor.residual();
    monitor.visit(here_.x, max_norm(here_.f));
    if (monitor.residual() < before) best = here_;
  }
  if (ending_.empty() && monitor.residual() > options_.stop.accepted_residual) ending_ = "no further progress";
  return best;
}

// One Newton step; false if none can be made.
bool NewtonIteration::advance() {
  ending_ = linear_.evaluate(system_, here_.x);
  for (int k = 0; k < max_cuts && !ending_.empty() && step_back(); ++k) ending_ = linear_.evaluate(system_, here_.x);
  invalid_ = !ending_.empty();
  if (invalid_) return false;
  ++iterations_;
  if (solve_step(forcing()) && search()) return true;
  // The direction may be bad because the linear system was solved loosely: once more, as well as it can be done.
  if (!linear_.is_factorised_here()) linear_.factorise(team_);
  if (solve_step(smallest_forcing) && search()) return true;
  ending_ = "steps too small";
  return false;
}

// A point whose Jacobian is not finite leads nowhere: less of the step that led there.
bool NewtonIteration::step_back() {
  if (previous_norm_ == 0) return false;  // it is the start
  std::swap(here_, trial_);
  last_length_ *= 0.3;
  norm_ = try_length(last_length_);
  std::swap(here_, trial_);
  return std::isfinite(norm_);
}

// Second choice of Eisenstat and Walker (1996), but no tighter than the tolerance of the whole solve asks for.
double NewtonIteration::forcing() const {
  const double ratio = norm_ / previous_norm_;
  const double term = previous_norm_ > 0 ? 0.9 * ratio * ratio : first_forcing;
  return std::clamp(std::max(term, 0.3 * options_.stop.tolerance / norm_), smallest_forcing, largest_forcing);
}

// Finds the step; false if it is not finite.
bool NewtonIteration::solve_step(double forcing) {
  linear_.solve(here_.f, step_, {forcing, options_.gmres_vectors}, team_);
  if (linear_.singular_parts() > 0) ++singular_;
  double longest = 0;
  for (std::size_t u = 0; u < step_.size(); ++u) {
    const bool is_short = rule_ == StepRule::line_search && scale_[u] == 1;
    longest = std::max(longest, std::abs(step_[u]) / scale_[u] / (is_short ? longest_searched_step : longest_step));
  }
  full_length_ = longest > 1 ? 1 / longest : 1;
  return std::isfinite(euclidean_norm(step_));
}

// Goes along the step: all of it, or as much as satisfies the rule.
bool NewtonIteration::search() {
  double length = full_length_;
  for (int k = 0; k < max_cuts; ++k) {
    const double norm = try_length(length);
    if (is_enough(length, norm, k)) {
      previous_norm_ = std::exchange(norm_, norm);
      last_length_ = length;
      std::swap(here_, trial_);
      return true;
    }
    length *= rule_ == StepRule::full ? 0.5 : cut(length, norm / norm_);
  }
  return false;
}

// May the trial point be taken, whose residual has that 2-norm?
bool NewtonIteration::is_enough(double length, double norm, int cuts) const {
  if (!std::isfinite(norm)) return false;
  if (rule_ == StepRule::line_search) return norm <= (1 - required_decrease * length) * norm_;
  return cuts >= max_halvings || max_norm(trial_.f) <= allowed_growth * max_norm(here_.f);
}

// 2-norm of the residual at the trial point.
double NewtonIteration::try_length(double length) {
  for (std::size_t u = 0; u < step_.size(); ++u) trial_.x[u] = here_.x[u] - length * step_[u];
  (void)evaluate_residual(system_, trial_.x, trial_.f);  // a failure leaves a residual that is not a number
  return euclidean_norm(trial_.f);
}

}  // namespace etslink
