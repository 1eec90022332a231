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

namespace etslink {

namespace {

using Ipopt::Index;
using Ipopt::Number;

constexpr double infinity = std::numeric_limits<double>::infinity();

// Newton steps without a smaller residual after which full steps are given up.
constexpr int patience = 8;

// Interior-point steps of a balancing problem; tens are usual.
constexpr int optimization_iterations = 500;

// What one run of Ipopt on a square system has come to.
struct Progress {
  std::vector<double> x;  // best point evaluated
  double residual = infinity;
  int iterations = 0;
  int perturbed = 0;        // steps whose linear system Ipopt regularised
  std::string failed_call;  // why the last evaluation failed, if one did
  Ipopt::ApplicationReturnStatus status = Ipopt::Internal_Error;
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
      {Ipopt::Not_Enough_Degrees_Of_Freedom, "more equality constraints than free variables"},
      {Ipopt::Invalid_Number_Detected, "invalid numbers"},
  };
  const auto found = texts.find(status);
  return found != texts.end() ? found->second : "Ipopt status " + std::to_string(static_cast<int>(status));
}

// Runs a callback's body: whatever it throws becomes "evaluation failed" for Ipopt.
template <class Body>
bool guarded(std::string& failure, const Body& body) {
  try {
    return body();
  } catch (const std::exception& error) {
    failure = error.what();
  } catch (...) {
    failure = "unknown exception";
  }
  return false;
}

// f(x) = 0 as Ipopt sees it: variables y with x = start + scale * y, so that Ipopt's measures of a step mean the same
// for logarithms and for levels in dollars.
class SquareProblem final : public Ipopt::TNLP {
 public:
  SquareProblem(const SquareSystem& system, std::span<const double> start, const SolverOptions& options,
                bool full_steps)
      : system_(system), options_(options), full_steps_(full_steps), start_(start.begin(), start.end()), x_(start_) {
    for (int i = 0; i < system.size(); ++i) scale_.push_back(system.unknown_scale(i));
    progress_.x = start_;
  }

  [[nodiscard]] Progress& progress() { return progress_; }

  // Ipopt fixes the signatures below.
  // NOLINTBEGIN(readability-function-size)
  bool get_nlp_info(Index& n, Index& m, Index& jacobian_entries, Index& hessian_entries,
                    IndexStyleEnum& style) override {
    n = m = system_.size();
    jacobian_entries = system_.pattern().entries();
    hessian_entries = 0;
    style = C_STYLE;
    return true;
  }

  bool get_bounds_info(Index n, Number* x_l, Number* x_u, Index m, Number* g_l, Number* g_u) override {
    std::fill_n(x_l, n, -infinity);
    std::fill_n(x_u, n, infinity);
    std::fill_n(g_l, m, 0.0);
    std::fill_n(g_u, m, 0.0);
    return true;
  }

  bool get_starting_point(Index n, bool init_x, Number* y, bool init_z, Number*, Number*, Index, bool init_lambda,
                          Number*) override {
    if (init_x) std::fill_n(y, n, 0.0);
    return !init_z && !init_lambda;
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
    return guarded(progress_.failed_call, [&] {
      const std::span<double> f(g, static_cast<std::size_t>(m));
      system_.residual(unscaled(y), f);
      const double norm = max_norm(f);
      if (std::isnan(norm)) progress_.failed_call = "the residual is not a number";
      if (norm < progress_.residual) {
        progress_.residual = norm;
        progress_.x = x_;
      }
      return !std::isnan(norm);
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
    return guarded(progress_.failed_call, [&] {
      system_.jacobian(unscaled(y), std::span<double>(values, static_cast<std::size_t>(entries)));
      for (int k = 0; k < entries; ++k) values[k] *= scale_[pattern.column[k]];
      const bool finite = std::all_of(values, values + entries, [](double value) { return std::isfinite(value); });
      if (!finite) progress_.failed_call = "the Jacobian is not a number";
      return finite;
    });
  }

  bool eval_h(Index, const Number*, bool, Number, Index, const Number*, bool, Index, Index*, Index*, Number*) override {
    return true;
  }

  bool intermediate_callback(Ipopt::AlgorithmMode, Index iteration, Number, Number, Number, Number, Number,
                             Number regularization, Number, Number, Index, const Ipopt::IpoptData*,
                             Ipopt::IpoptCalculatedQuantities*) override {
    progress_.iterations = iteration;
    if (regularization > 0) ++progress_.perturbed;
    const double best = progress_.residual;
    const double previous = std::exchange(previous_best_, best);
    without_progress_ = best < 0.99 * previous ? 0 : without_progress_ + 1;
    if (best <= options_.tolerance) return false;
    // Rounding errors bound what can be reached: once a Newton step does not even halve the residual, more will not
    // help.
    if (best <= options_.accepted_residual && best > 0.5 * previous) return false;
    return !full_steps_ || without_progress_ < patience;
  }

  void finalize_solution(Ipopt::SolverReturn, Index, const Number*, const Number*, const Number*, Index, const Number*,
                         const Number*, Number, const Ipopt::IpoptData*, Ipopt::IpoptCalculatedQuantities*) override {}
  // NOLINTEND(readability-function-size)

 private:
  std::span<const double> unscaled(const Number* y) {
    for (std::size_t i = 0; i < x_.size(); ++i) x_[i] = start_[i] + scale_[i] * y[i];
    return x_;
  }

  const SquareSystem& system_;
  const SolverOptions options_;
  const bool full_steps_;
  const std::vector<double> start_;
  std::vector<double> scale_;
  std::vector<double> x_;
  Progress progress_;
  double previous_best_ = infinity;
  int without_progress_ = 0;
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

Progress run(const SquareSystem& system, std::span<const double> start, const SolverOptions& options, bool full_steps) {
  Ipopt::SmartPtr<SquareProblem> problem = new SquareProblem(system, start, options, full_steps);
  auto application = silent_application(options.max_iterations);
  auto settings = application->Options();
  // SquareProblem decides when to stop; Ipopt's own test is set below anything that can be reached.
  settings->SetNumericValue("tol", 1e-300);
  settings->SetNumericValue("constr_viol_tol", 1e-300);
  settings->SetNumericValue("dual_inf_tol", 1e300);
  settings->SetNumericValue("compl_inf_tol", 1e300);
  // The multipliers of a square system are zero; without this Ipopt factorises once more to find that out.
  settings->SetNumericValue("constr_mult_init_max", 0);
  settings->SetIntegerValue("mumps_pivot_order", 3);
  settings->SetStringValue("accept_every_trial_step", full_steps ? "yes" : "no");
  if (application->Initialize("") == Ipopt::Solve_Succeeded) {
    problem->progress().status = application->OptimizeTNLP(Ipopt::SmartPtr<Ipopt::TNLP>(GetRawPtr(problem)));
  }
  return std::move(problem->progress());
}

std::string summary(const Progress& progress, const char* method) {
  std::string text = std::to_string(progress.iterations) + ' ' + method;
  if (progress.perturbed > 0) text += " (" + std::to_string(progress.perturbed) + " regularised)";
  return text;
}

std::string failure(const Progress& progress) {
  if (progress.status == Ipopt::Invalid_Number_Detected) return ": " + progress.failed_call;
  return ": " + describe(progress.status);
}

}  // namespace

SolverReport solve_with_ipopt(const SquareSystem& system, std::span<const double> start, const SolverOptions& options) {
  const auto began = std::chrono::steady_clock::now();
  SolverReport report = report_at(system, {start.begin(), start.end()}, options.accepted_residual);
  if (report.residual <= options.tolerance) report.message = "the start is a solution";
  if (report.status != SolverStatus::invalid_numbers && report.residual > options.tolerance) {
    Progress best = run(system, start, options, true);
    std::string message = summary(best, "full Newton steps");
    if (best.residual > options.accepted_residual) {
      Progress searched = run(system, start, options, false);
      message += failure(best) + "; " + summary(searched, "steps with line search");
      if (searched.residual > options.accepted_residual) message += failure(searched);
      searched.iterations += best.iterations;
      if (searched.residual > best.residual) std::swap(searched.x, best.x);
      best = std::move(searched);
    }
    report = report_at(system, std::move(best.x), options.accepted_residual);
    if (!report.solved() && best.status == Ipopt::Invalid_Number_Detected)
      report.status = SolverStatus::invalid_numbers;
    report.iterations = best.iterations;
    report.message = std::move(message);
  }
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  return report;
}

namespace {

// minimise_with_ipopt's problem, again as Ipopt sees it.
class SeparableProblem final : public Ipopt::TNLP {
 public:
  explicit SeparableProblem(const OptimizationProblem& problem)
      : problem_(problem), x_(problem.start()), diagonal_(problem.variables()) {}

  [[nodiscard]] const std::vector<double>& x() const { return x_; }
  [[nodiscard]] const std::string& failed_call() const { return failed_call_; }
  [[nodiscard]] int iterations() const { return iterations_; }

  // NOLINTBEGIN(readability-function-size)
  bool get_nlp_info(Index& n, Index& m, Index& jacobian_entries, Index& hessian_entries,
                    IndexStyleEnum& style) override {
    n = problem_.variables();
    m = problem_.constraints();
    jacobian_entries = static_cast<Index>(problem_.constraint_entries().size());
    hessian_entries = n;
    style = C_STYLE;
    return true;
  }

  bool get_bounds_info(Index n, Number* x_l, Number* x_u, Index m, Number* g_l, Number* g_u) override {
    return guarded(failed_call_, [&] {
      problem_.variable_bounds(variables(x_l, n), variables(x_u, n));
      problem_.constraint_bounds(variables(g_l, m), variables(g_u, m));
      return true;
    });
  }

  bool get_starting_point(Index, bool init_x, Number* x, bool init_z, Number*, Number*, Index, bool init_lambda,
                          Number*) override {
    if (init_x) std::copy(x_.begin(), x_.end(), x);
    return !init_z && !init_lambda;
  }

  bool eval_f(Index n, const Number* x, bool, Number& value) override {
    return guarded(failed_call_, [&] {
      value = problem_.objective(variables(x, n));
      return std::isfinite(value);
    });
  }

  bool eval_grad_f(Index n, const Number* x, bool, Number* gradient) override {
    return guarded(failed_call_, [&] {
      problem_.gradient(variables(x, n), variables(gradient, n));
      return std::isfinite(max_norm(variables(gradient, n)));
    });
  }

  bool eval_g(Index n, const Number* x, bool, Index m, Number* g) override {
    std::fill_n(g, m, 0.0);
    for (const LinearConstraintEntry& entry : problem_.constraint_entries())
      g[entry.row] += entry.value * x[entry.column];
    return n == problem_.variables();
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
    return guarded(failed_call_, [&] {
      problem_.hessian_diagonal(variables(x, n), diagonal_);
      for (int i = 0; i < n; ++i) values[i] = factor * diagonal_[i];
      return std::isfinite(max_norm(diagonal_));
    });
  }

  bool intermediate_callback(Ipopt::AlgorithmMode, Index iteration, Number, Number, Number, Number, Number, Number,
                             Number, Number, Index, const Ipopt::IpoptData*,
                             Ipopt::IpoptCalculatedQuantities*) override {
    iterations_ = iteration;
    return true;
  }

  void finalize_solution(Ipopt::SolverReturn, Index n, const Number* x, const Number*, const Number*, Index,
                         const Number*, const Number*, Number, const Ipopt::IpoptData*,
                         Ipopt::IpoptCalculatedQuantities*) override {
    std::copy_n(x, n, x_.begin());
  }
  // NOLINTEND(readability-function-size)

 private:
  template <class T>
  static std::span<T> variables(T* first, Index count) {
    return {first, static_cast<std::size_t>(count)};
  }

  const OptimizationProblem& problem_;
  std::vector<double> x_;
  std::vector<double> diagonal_;
  std::string failed_call_;
  int iterations_ = 0;
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
  // Bounds hold exactly, and a start close to a bound (a small flow) is not pushed away from it.
  settings->SetNumericValue("bound_relax_factor", 0);
  settings->SetNumericValue("bound_push", 1e-12);
  settings->SetNumericValue("bound_frac", 1e-12);
  auto status = application->Initialize("");
  if (status == Ipopt::Solve_Succeeded) {
    status = application->OptimizeTNLP(Ipopt::SmartPtr<Ipopt::TNLP>(GetRawPtr(adapter)));
  }
  OptimizationReport report;
  report.x = adapter->x();
  report.objective = problem.objective(report.x);
  report.constraint_violation = constraint_violation(problem, report.x);
  report.iterations = adapter->iterations();
  report.solved = status == Ipopt::Solve_Succeeded && report.constraint_violation <= tolerance;
  report.message = describe(status);
  if (!adapter->failed_call().empty()) report.message += " (" + adapter->failed_call() + ")";
  return report;
}

}  // namespace etslink
