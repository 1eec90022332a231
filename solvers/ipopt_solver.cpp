// SPDX-License-Identifier: Apache-2.0
#include "solvers/ipopt_solver.h"

#include <chrono>
#include <cmath>
#include <limits>
#include <mutex>
#include <utility>

#include "solvers/ipopt_adapter.h"
#include "solvers/newton_monitor.h"
#include "solvers/step_limits.h"

namespace etslink {

namespace {

using Ipopt::Index;
using Ipopt::Number;

constexpr double infinity = std::numeric_limits<double>::infinity();

// Steps without a smaller residual after which full steps and the line search are given up.
constexpr int patience_with_full_steps = 8;
constexpr int patience_with_line_search = 20;

// How far from a solution Ipopt starts to find back to it, in how many steps, and how close it must come [natural sizes
// of the unknowns]. The residual is some 1e-6 at the start, which one Newton step with the right Jacobian takes away.
// The test of random studies asks it of every solution.
constexpr double confirmation_shift = 1e-7;
constexpr int confirmation_steps = 5;
constexpr double confirmation_distance = 1e-6;
// Ipopt takes so many steps at its acceptable level for an end, where rounding keeps it from its tolerance.
constexpr int acceptable_steps = 3;

// What one run of Ipopt on a square system has come to.
struct Attempt {
  std::vector<double> x;  // best point met
  double residual = infinity;
  int iterations = 0;
  int regularised = 0;  // steps whose linear system was singular or of wrong inertia
  Ipopt::ApplicationReturnStatus status = Ipopt::Internal_Error;
  std::string failed_call;  // why the last evaluation failed, if one did
};

// f(x) = 0 as Ipopt sees it: variables y with x = start + scale * y, so that Ipopt's measures of a step mean the same
// for logarithms and for levels in dollars.
class SquareProblem final : public IpoptAdapter {
 public:
  // monitor: keeps the best point and says when to stop. full_steps: as Ipopt is told; the limits of steps depend on
  // it.
  SquareProblem(const SquareSystem& system, std::span<const double> start, NewtonMonitor& monitor, bool full_steps)
      : SquareProblem(system, start) {
    monitor_ = &monitor;
    full_steps_ = full_steps;
  }
  // Ipopt's own test says so: its error is at most the tolerance. It is asked for here, because once Ipopt ends by
  // itself it factorises again for multipliers, which mean nothing without an objective.
  SquareProblem(const SquareSystem& system, std::span<const double> start, double tolerance)
      : SquareProblem(system, start) {
    tolerance_ = tolerance;
  }

  [[nodiscard]] bool converged() const { return converged_; }
  [[nodiscard]] int regularised() const { return regularised_; }
  // Where Ipopt has ended.
  [[nodiscard]] std::vector<double> end() {
    (void)unscaled(point().data());
    return x_;
  }

  // NOLINTBEGIN(readability-function-size)
  bool get_bounds_info(Index n, Number* x_l, Number* x_u, Index m, Number* g_l, Number* g_u) override {
    std::fill_n(x_l, n, -infinity);
    std::fill_n(x_u, n, infinity);
    std::fill_n(g_l, m, 0.0);
    std::fill_n(g_u, m, 0.0);
    return true;
  }

  bool eval_f(Index, const Number*, bool, Number& value) override {
    value = 0;
    return true;
  }

  bool eval_grad_f(Index n, const Number*, bool, Number* gradient) override {
    std::fill_n(gradient, n, 0.0);
    return true;
  }

  // A point that leads nowhere is none for Ipopt, which then goes less of the way: one whose Jacobian is not finite (a
  // log price of -80,000), or that a step beyond the limits leads to.
  bool eval_g(Index, const Number* y, bool, Index m, Number* g) override {
    return guarded([&] {
      if (is_too_far(span_of(y, m))) return false;
      system_.residual(unscaled(y), span_of(g, m));
      if (!finite(span_of(g, m), "the residual") || !evaluate_jacobian(span_of(y, m))) return false;
      const double norm = max_norm(span_of(g, m));
      if (grows_out_of_hand(norm)) return false;
      if (monitor_ != nullptr) monitor_->visit(x_, norm);
      norm_ = norm;
      return true;
    });
  }

  bool eval_jac_g(Index, const Number* y, bool, Index m, Index entries, Index* row, Index* column,
                  Number* values) override {
    const SparsePattern& pattern = system_.pattern();
    if (values == nullptr) {
      for (int i = 0; i < m; ++i) std::fill(row + pattern.row_start[i], row + pattern.row_start[i + 1], i);
      std::copy(pattern.column.begin(), pattern.column.end(), column);
      return true;
    }
    return guarded([&] {
      if (!evaluate_jacobian(span_of(y, m))) return false;
      std::copy(jacobian_.begin(), jacobian_.end(), values);
      return entries == std::ssize(jacobian_);
    });
  }

  bool eval_h(Index, const Number*, bool, Number, Index, const Number*, bool, Index, Index*, Index*, Number*) override {
    return true;
  }
  // NOLINTEND(readability-function-size)

 private:
  SquareProblem(const SquareSystem& system, std::span<const double> start)
      : IpoptAdapter(std::vector<double>(start.size()), system.size(), system.pattern().entries(), 0),
        system_(system),
        start_(start.begin(), start.end()),
        x_(start_),
        jacobian_(system.pattern().entries()) {
    for (int i = 0; i < system.size(); ++i) scale_.push_back(system.unknown_scale(i));
  }

  bool goes_on(const IpoptIterate& iterate) override {
    if (iterate.is_regularised) ++regularised_;
    here_ = y_;
    norm_here_ = norm_;
    halvings_ = 0;
    if (monitor_ != nullptr) return monitor_->goes_on();
    converged_ = iterate.error <= tolerance_;
    return !converged_;
  }

  // J at a point, which is that of y_ afterwards.
  bool evaluate_jacobian(std::span<const double> y) {
    if (std::equal(y.begin(), y.end(), y_.begin(), y_.end())) return true;
    const SparsePattern& pattern = system_.pattern();
    system_.jacobian(unscaled(y.data()), jacobian_);
    for (std::size_t k = 0; k < jacobian_.size(); ++k) jacobian_[k] *= scale_[pattern.column[k]];
    y_.clear();
    if (!finite(jacobian_, "the Jacobian")) return false;
    y_.assign(y.begin(), y.end());
    return true;
  }

  [[nodiscard]] bool is_too_far(std::span<const double> y) const {
    if (monitor_ == nullptr || here_.empty()) return false;
    for (std::size_t u = 0; u < here_.size(); ++u) {
      const double limit = full_steps_ || scale_[u] != 1 ? longest_step : longest_searched_step;
      if (std::abs(y[u] - here_[u]) > limit) return true;
    }
    return false;
  }

  bool grows_out_of_hand(double norm) {
    const bool grows = full_steps_ && monitor_ != nullptr && !here_.empty() && norm > allowed_growth * norm_here_;
    return grows && halvings_++ < max_halvings;
  }

  std::span<const double> unscaled(const Number* y) {
    for (std::size_t i = 0; i < x_.size(); ++i) x_[i] = start_[i] + scale_[i] * y[i];
    return x_;
  }

  const SquareSystem& system_;
  NewtonMonitor* monitor_ = nullptr;
  double tolerance_ = 0;
  bool converged_ = false;
  const std::vector<double> start_;
  std::vector<double> scale_;
  std::vector<double> x_;
  bool full_steps_ = false;
  std::vector<double> y_;         // the last point whose Jacobian is finite; empty: the last was not
  std::vector<double> jacobian_;  // there
  double norm_ = 0;               // of the last point that was accepted as one
  std::vector<double> here_;      // the present iterate; empty: there is none yet
  double norm_here_ = 0;
  int halvings_ = 0;  // of the present step, because the residual grew
  int regularised_ = 0;
};

Attempt run(const SquareSystem& system, std::span<const double> start, const SolverOptions& options, bool full_steps) {
  const std::lock_guard turn(ipopt_turn());
  NewtonMonitor monitor(options, start, full_steps ? patience_with_full_steps : patience_with_line_search);
  Ipopt::SmartPtr<SquareProblem> problem = new SquareProblem(system, start, monitor, full_steps);
  auto application = silent_ipopt(options.max_iterations);
  auto settings = application->Options();
  // The monitor decides when to stop; Ipopt's own test is set below anything that can be reached.
  settings->SetNumericValue("tol", 1e-300);
  settings->SetNumericValue("constr_viol_tol", 1e-300);
  settings->SetNumericValue("dual_inf_tol", 1e300);
  settings->SetNumericValue("compl_inf_tol", 1e300);
  settings->SetIntegerValue("mumps_pivot_order", 3);
  settings->SetStringValue("accept_every_trial_step", full_steps ? "yes" : "no");
  const auto status = run_ipopt(*application, *problem);
  return {monitor.best(), monitor.residual(),    problem->iterations(), problem->regularised(),
          status,         problem->failed_call()};
}

std::string summary(const Attempt& attempt, const char* method) {
  std::string text = std::to_string(attempt.iterations) + ' ' + method;
  if (attempt.regularised > 0) text += " (" + std::to_string(attempt.regularised) + " regularised)";
  return text;
}

std::string failure(const Attempt& attempt) {
  if (attempt.status == Ipopt::Invalid_Number_Detected) return ": " + attempt.failed_call;
  return ": " + describe(attempt.status);
}

// A point near x: every unknown is moved, by different parts of the shift in both directions.
std::vector<double> near(const SquareSystem& system, std::span<const double> x) {
  constexpr double golden_ratio = 0.6180339887498949;  // its multiples modulo 1 are spread evenly and never repeat
  std::vector<double> moved(x.begin(), x.end());
  for (int i = 0; i < system.size(); ++i) {
    const double part = std::fmod((i + 1) * golden_ratio, 1.0);
    moved[i] += confirmation_shift * system.unknown_scale(i) * (part < 0.5 ? part - 1 : part);
  }
  return moved;
}

double distance(const SquareSystem& system, std::span<const double> a, std::span<const double> b) {
  double largest = 0;
  for (int i = 0; i < system.size(); ++i) largest = std::max(largest, std::abs(a[i] - b[i]) / system.unknown_scale(i));
  return largest;
}

}  // namespace

Confirmation confirm_with_ipopt(const SquareSystem& system, std::span<const double> x, const SolverOptions& options) {
  const std::lock_guard turn(ipopt_turn());
  Ipopt::SmartPtr<SquareProblem> problem = new SquareProblem(system, near(system, x), options.tolerance);
  auto application = silent_ipopt(confirmation_steps);
  auto settings = application->Options();
  settings->SetNumericValue("tol", options.tolerance);
  settings->SetNumericValue("constr_viol_tol", options.tolerance);
  settings->SetNumericValue("acceptable_tol", options.accepted_residual);
  settings->SetNumericValue("acceptable_constr_viol_tol", options.accepted_residual);
  settings->SetIntegerValue("acceptable_iter", acceptable_steps);
  settings->SetNumericValue("constr_mult_init_max", 0);  // there is no objective, so multipliers are 0
  settings->SetIntegerValue("mumps_pivot_order", 5);
  settings->SetStringValue("accept_every_trial_step", "yes");
  const auto status = run_ipopt(*application, *problem);
  Confirmation result;
  result.iterations = problem->iterations();
  result.distance = distance(system, problem->end(), x);
  const bool converged = problem->converged() || status == Ipopt::Solved_To_Acceptable_Level;
  const bool is_singular = problem->regularised() > 0;
  result.confirmed = converged && !is_singular && result.distance <= confirmation_distance;
  result.message = converged ? "converged" : describe(status);
  if (is_singular) result.message += ", the Jacobian is singular";
  if (!problem->failed_call().empty()) result.message += " (" + problem->failed_call() + ")";
  return result;
}

SolverReport solve_with_ipopt(const SquareSystem& system, std::span<const double> start, const SolverOptions& options) {
  const auto began = std::chrono::steady_clock::now();
  SolverReport report = report_at(system, {start.begin(), start.end()}, options.accepted_residual);
  if (report.residual <= options.tolerance && report.solved()) report.message = "the start is a solution";
  if (report.status != SolverStatus::invalid_numbers && report.residual > options.tolerance) {
    Attempt best = run(system, start, options, true);
    std::string message = summary(best, "full Newton steps");
    if (best.residual > options.accepted_residual) {
      Attempt searched = run(system, start, options, false);
      message += failure(best) + "; " + summary(searched, "steps with line search");
      if (searched.residual > options.accepted_residual) message += failure(searched);
      searched.iterations += best.iterations;
      if (searched.residual > best.residual) std::swap(searched.x, best.x);
      best = std::move(searched);
    }
    report = report_at(system, std::move(best.x), options.accepted_residual);
    const bool invalid = best.status == Ipopt::Invalid_Number_Detected;
    if (!report.solved() && invalid) report.status = SolverStatus::invalid_numbers;
    report.iterations = best.iterations;
    report.message = with_objection(std::move(message), report.message);
    mark_interrupted(report, options);
  }
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  return report;
}

}  // namespace etslink
