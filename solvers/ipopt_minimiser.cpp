// SPDX-License-Identifier: Apache-2.0
#include "solvers/ipopt_minimiser.h"

#include "solvers/ipopt_adapter.h"

namespace etslink {

namespace {

using Ipopt::Index;
using Ipopt::Number;

// Interior-point steps of a balancing problem; tens are usual.
constexpr int optimization_iterations = 500;

// A separable problem as Ipopt sees it.
class SeparableProblem final : public IpoptAdapter {
 public:
  explicit SeparableProblem(const OptimizationProblem& problem)
      : IpoptAdapter(problem.start(), problem.constraints(), static_cast<Index>(problem.constraint_entries().size()),
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
  const std::lock_guard turn(ipopt_turn());
  Ipopt::SmartPtr<SeparableProblem> adapter = new SeparableProblem(problem);
  auto application = silent_ipopt(optimization_iterations);
  auto settings = application->Options();
  settings->SetNumericValue("tol", tolerance);
  settings->SetNumericValue("constr_viol_tol", tolerance);
  settings->SetStringValue("jac_c_constant", "yes");
  settings->SetStringValue("jac_d_constant", "yes");
  // Bounds hold exactly; and a barrier of mu shifts a variable of size x by mu / x: small flows must not feel it.
  settings->SetNumericValue("bound_relax_factor", 0);
  settings->SetNumericValue("compl_inf_tol", 1e-6 * tolerance);
  Ipopt::ApplicationReturnStatus status = Ipopt::Not_Enough_Degrees_Of_Freedom;
  // With as many equations as variables Ipopt looks for a feasible point only and calls the first one a solution.
  if (degrees_of_freedom(problem) > 0) status = run_ipopt(*application, *adapter);
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
