// SPDX-License-Identifier: Apache-2.0
#include "solvers/ipopt_solver.h"

#include <chrono>
#include <cmath>
#include <limits>
#include <mutex>
#include <utility>

#include "solvers/ipopt_adapter.h"
#include "solvers/newton_monitor.h"

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
// Of 2,450 random studies it took more than three steps in one, and ended farther than 3e-8 away only where the
// Jacobian is singular.
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
  // monitor: keeps the best point and says when to stop.
  SquareProblem(const SquareSystem& system, std::span<const double> start, NewtonMonitor& monitor)
      : SquareProblem(system, start) {
    monitor_ = &monitor;
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

  bool eval_g(Index, const Number* y, bool, Index m, Number* g) override {
    return guarded([&] {
      system_.residual(unscaled(y), span_of(g, m));
      if (monitor_ != nullptr) monitor_->visit(x_, max_norm(span_of(g, m)));
      return finite(span_of(g, m), "the residual");
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
      system_.jacobian(unscaled(y), span_of(values, entries));
      for (int k = 0; k < entries; ++k) values[k] *= scale_[pattern.column[k]];
      return finite(span_of(values, entries), "the Jacobian");
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
        x_(start_) {
    for (int i = 0; i < system.size(); ++i) scale_.push_back(system.unknown_scale(i));
  }

  bool goes_on(const IpoptIterate& iterate) override {
    if (iterate.is_regularised) ++regularised_;
    if (monitor_ != nullptr) return monitor_->goes_on();
    converged_ = iterate.error <= tolerance_;
    return !converged_;
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
  int regularised_ = 0;
};

Attempt run(const SquareSystem& system, std::span<const double> start, const SolverOptions& options, bool full_steps) {
  const std::lock_guard turn(ipopt_turn());
  NewtonMonitor monitor(options, start, full_steps ? patience_with_full_steps : patience_with_line_search);
  Ipopt::SmartPtr<SquareProblem> problem = new SquareProblem(system, start, monitor);
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
