// SPDX-License-Identifier: Apache-2.0
#include "solvers/ipopt_solver.h"

#include <IpIpoptApplication.hpp>
#include <IpTNLP.hpp>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <exception>
#include <limits>
#include <map>
#include <utility>

#include "solvers/newton_monitor.h"

namespace etslink {

namespace {

using Ipopt::Index;
using Ipopt::Number;

constexpr double infinity = std::numeric_limits<double>::infinity();

// Steps without a smaller residual after which full steps and the line search are given up.
constexpr int patience_with_full_steps = 8;
constexpr int patience_with_line_search = 20;

// Interior-point steps of a balancing problem; tens are usual.
constexpr int optimization_iterations = 500;

// What one run of Ipopt on a square system has come to.
struct Attempt {
  std::vector<double> x;  // best point met
  double residual = infinity;
  int iterations = 0;
  int regularised = 0;  // steps whose linear system was singular or of wrong inertia
  Ipopt::ApplicationReturnStatus status = Ipopt::Internal_Error;
  std::string failed_call;  // why the last evaluation failed, if one did
};

std::string describe(Ipopt::ApplicationReturnStatus status) {
  static const std::map<Ipopt::ApplicationReturnStatus, std::string> texts = {
      {Ipopt::Solve_Succeeded, "converged"},
      {Ipopt::Solved_To_Acceptable_Level, "converged"},
      {Ipopt::Feasible_Point_Found, "converged"},
      {Ipopt::Infeasible_Problem_Detected, "stopped at a point of local infeasibility"},
      {Ipopt::Search_Direction_Becomes_Too_Small, "steps too small"},
      {Ipopt::Diverging_Iterates, "diverging iterates"},
      {Ipopt::User_Requested_Stop, "no further progress"},
      {Ipopt::Maximum_Iterations_Exceeded, "maximum number of iterations"},
      {Ipopt::Restoration_Failed, "restoration failed"},
      {Ipopt::Error_In_Step_Computation, "singular linear system"},
      {Ipopt::Not_Enough_Degrees_Of_Freedom, "no degree of freedom"},
      {Ipopt::Invalid_Number_Detected, "invalid numbers"},
  };
  const auto found = texts.find(status);
  return found != texts.end() ? found->second : "Ipopt status " + std::to_string(static_cast<int>(status));
}

// What both kinds of problem share.
class Adapter : public Ipopt::TNLP {
 public:
  // point: where Ipopt starts from, and then where it ends.
  Adapter(std::vector<double> point, Index constraints, Index jacobian_entries, Index hessian_entries)
      : point_(std::move(point)),
        constraints_(constraints),
        jacobian_entries_(jacobian_entries),
        hessian_entries_(hessian_entries) {}

  [[nodiscard]] const std::vector<double>& point() const { return point_; }
  [[nodiscard]] int iterations() const { return iterations_; }
  [[nodiscard]] const std::string& failed_call() const { return failed_call_; }

  // Ipopt fixes the signatures of the functions between these marks.
  // NOLINTBEGIN(readability-function-size)
  bool get_nlp_info(Index& n, Index& m, Index& jacobian_entries, Index& hessian_entries,
                    IndexStyleEnum& style) override {
    n = static_cast<Index>(point_.size());
    m = constraints_;
    jacobian_entries = jacobian_entries_;
    hessian_entries = hessian_entries_;
    style = C_STYLE;
    return true;
  }

  bool get_starting_point(Index, bool init_x, Number* x, bool init_z, Number*, Number*, Index, bool init_lambda,
                          Number*) override {
    if (init_x) std::copy(point_.begin(), point_.end(), x);
    return !init_z && !init_lambda;
  }

  bool intermediate_callback(Ipopt::AlgorithmMode, Index iteration, Number, Number, Number, Number, Number,
                             Number regularization, Number, Number, Index, const Ipopt::IpoptData*,
                             Ipopt::IpoptCalculatedQuantities*) override {
    iterations_ = iteration;
    return goes_on(regularization > 0);
  }

  void finalize_solution(Ipopt::SolverReturn, Index n, const Number* x, const Number*, const Number*, Index,
                         const Number*, const Number*, Number, const Ipopt::IpoptData*,
                         Ipopt::IpoptCalculatedQuantities*) override {
    std::copy_n(x, n, point_.begin());
  }
  // NOLINTEND(readability-function-size)

 protected:
  // Runs the body of a callback: whatever it throws becomes "evaluation failed" for Ipopt.
  template <class Body>
  bool guarded(const Body& body) {
    try {
      return body();
    } catch (const std::exception& error) {
      failed_call_ = error.what();
    } catch (...) {
      failed_call_ = "unknown exception";
    }
    return false;
  }

  // Guards against numbers that Ipopt would carry on with.
  bool finite(std::span<const double> values, const char* what) {
    const bool all = std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
    if (!all) failed_call_ = std::string(what) + " is not a number";
    return all;
  }

  template <class T>
  static std::span<T> span_of(T* first, Index count) {
    return {first, static_cast<std::size_t>(count)};
  }

 private:
  // Asked after every step; its linear system was regularised or not.
  virtual bool goes_on(bool /*regularised*/) { return true; }

  std::vector<double> point_;
  Index constraints_;
  Index jacobian_entries_;
  Index hessian_entries_;
  int iterations_ = 0;
  std::string failed_call_;  // why the last evaluation failed, if one did
};

// f(x) = 0 as Ipopt sees it: variables y with x = start + scale * y, so that Ipopt's measures of a step mean the same
// for logarithms and for levels in dollars.
class SquareProblem final : public Adapter {
 public:
  SquareProblem(const SquareSystem& system, std::span<const double> start, const NewtonMonitor& monitor)
      : Adapter(std::vector<double>(start.size()), system.size(), system.pattern().entries(), 0),
        system_(system),
        monitor_(monitor),
        start_(start.begin(), start.end()),
        x_(start_) {
    for (int i = 0; i < system.size(); ++i) scale_.push_back(system.unknown_scale(i));
  }

  [[nodiscard]] Attempt result(Ipopt::ApplicationReturnStatus status) const {
    return {monitor_.best(), monitor_.residual(), iterations(), regularised_, status, failed_call()};
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
      monitor_.visit(x_, max_norm(span_of(g, m)));
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
  bool goes_on(bool regularised) override {
    if (regularised) ++regularised_;
    return monitor_.goes_on();
  }

  std::span<const double> unscaled(const Number* y) {
    for (std::size_t i = 0; i < x_.size(); ++i) x_[i] = start_[i] + scale_[i] * y[i];
    return x_;
  }

  const SquareSystem& system_;
  NewtonMonitor monitor_;
  const std::vector<double> start_;
  std::vector<double> scale_;
  std::vector<double> x_;
  int regularised_ = 0;
};

Ipopt::SmartPtr<Ipopt::IpoptApplication> silent_application(int max_iterations) {
  Ipopt::SmartPtr<Ipopt::IpoptApplication> application = new Ipopt::IpoptApplication(false);
  auto options = application->Options();
  options->SetIntegerValue("print_level", 0);
  options->SetStringValue("sb", "yes");
  options->SetIntegerValue("max_iter", max_iterations);
  options->SetIntegerValue("acceptable_iter", 0);
  options->SetStringValue("nlp_scaling_method", "none");
  options->SetStringValue("linear_solver", "mumps");
  return application;
}

Attempt run(const SquareSystem& system, std::span<const double> start, const SolverOptions& options, bool full_steps) {
  const NewtonMonitor monitor(options, start, full_steps ? patience_with_full_steps : patience_with_line_search);
  Ipopt::SmartPtr<SquareProblem> problem = new SquareProblem(system, start, monitor);
  auto application = silent_application(options.max_iterations);
  auto settings = application->Options();
  // The monitor decides when to stop; Ipopt's own test is set below anything that can be reached.
  settings->SetNumericValue("tol", 1e-300);
  settings->SetNumericValue("constr_viol_tol", 1e-300);
  settings->SetNumericValue("dual_inf_tol", 1e300);
  settings->SetNumericValue("compl_inf_tol", 1e300);
  settings->SetIntegerValue("mumps_pivot_order", 3);
  settings->SetStringValue("accept_every_trial_step", full_steps ? "yes" : "no");
  auto status = application->Initialize(std::string());  // no options file
  if (status == Ipopt::Solve_Succeeded) {
    status = application->OptimizeTNLP(Ipopt::SmartPtr<Ipopt::TNLP>(GetRawPtr(problem)));
  }
  return problem->result(status);
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

}  // namespace

SolverReport solve_with_ipopt(const SquareSystem& system, std::span<const double> start, const SolverOptions& options) {
  const auto began = std::chrono::steady_clock::now();
  SolverReport report = report_at(system, {start.begin(), start.end()}, options.accepted_residual);
  if (report.residual <= options.tolerance) report.message = "the start is a solution";
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
    report.message = std::move(message);
  }
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  return report;
}

namespace {

// minimise_with_ipopt's problem, again as Ipopt sees it.
class SeparableProblem final : public Adapter {
 public:
  explicit SeparableProblem(const OptimizationProblem& problem)
      : Adapter(problem.start(), problem.constraints(), static_cast<Index>(problem.constraint_entries().size()),
                problem.variables()),
        problem_(problem),
        diagonal_(problem.variables()) {}

  // NOLINTBEGIN(readability-function-size)
  bool get_bounds_info(Index n, Number* x_l, Number* x_u, Index m, Number* g_l, Number* g_u) override {
    return guarded([&] {
      problem_.variable_bounds(span_of(x_l, n), span_of(x_u, n));
      problem_.constraint_bounds(span_of(g_l, m), span_of(g_u, m));
      return true;
    });
  }

  bool eval_f(Index n, const Number* x, bool, Number& value) override {
    return guarded([&] {
      value = problem_.objective(span_of(x, n));
      return finite(span_of(&value, 1), "the objective");
    });
  }

  bool eval_grad_f(Index n, const Number* x, bool, Number* gradient) override {
    return guarded([&] {
      problem_.gradient(span_of(x, n), span_of(gradient, n));
      return finite(span_of(gradient, n), "the gradient");
    });
  }

  bool eval_g(Index n, const Number* x, bool, Index m, Number* g) override {
    constraint_values(problem_, span_of(x, n), span_of(g, m));
    return true;
  }

  bool eval_jac_g(Index, const Number*, bool, Index, Index, Index* row, Index* column, Number* values) override {
    int k = 0;
    for (const LinearConstraintEntry& entry : problem_.constraint_entries()) {
      if (values == nullptr) {
        row[k] = entry.row;
        column[k] = entry.column;
      } else {
        values[k] = entry.value;
      }
      ++k;
    }
    return true;
  }

  bool eval_h(Index n, const Number* x, bool, Number factor, Index, const Number*, bool, Index, Index* row,
              Index* column, Number* values) override {
    for (int i = 0; values == nullptr && i < n; ++i) row[i] = column[i] = i;
    if (values == nullptr) return true;
    return guarded([&] {
      problem_.hessian_diagonal(span_of(x, n), diagonal_);
      for (int i = 0; i < n; ++i) values[i] = factor * diagonal_[i];
      return finite(diagonal_, "the Hessian");
    });
  }
  // NOLINTEND(readability-function-size)

 private:
  const OptimizationProblem& problem_;
  std::vector<double> diagonal_;
};

}  // namespace

OptimizationReport minimise_with_ipopt(const OptimizationProblem& problem, double tolerance) {
  Ipopt::SmartPtr<SeparableProblem> adapter = new SeparableProblem(problem);
  auto application = silent_application(optimization_iterations);
  auto settings = application->Options();
  settings->SetNumericValue("tol", tolerance);
  settings->SetNumericValue("constr_viol_tol", tolerance);
  settings->SetStringValue("jac_c_constant", "yes");
  settings->SetStringValue("jac_d_constant", "yes");
  // Bounds hold exactly; and a barrier of mu shifts a variable of size x by mu / x: small flows must not feel it.
  settings->SetNumericValue("bound_relax_factor", 0);
  settings->SetNumericValue("compl_inf_tol", 1e-6 * tolerance);
  auto status = application->Initialize(std::string());  // no options file
  // With as many equations as variables Ipopt looks for a feasible point only and calls the first one a solution.
  if (degrees_of_freedom(problem) <= 0) status = Ipopt::Not_Enough_Degrees_Of_Freedom;
  if (status == Ipopt::Solve_Succeeded) {
    status = application->OptimizeTNLP(Ipopt::SmartPtr<Ipopt::TNLP>(GetRawPtr(adapter)));
  }
  OptimizationReport report;
  report.x = adapter->point();
  report.objective = problem.objective(report.x);
  report.constraint_violation = constraint_violation(problem, report.x);
  report.iterations = adapter->iterations();
  report.solved = status == Ipopt::Solve_Succeeded && report.constraint_violation <= tolerance;
  report.message = describe(status);
  if (!adapter->failed_call().empty()) report.message += " (" + adapter->failed_call() + ")";
  return report;
}

}  // namespace etslink
