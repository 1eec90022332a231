// SPDX-License-Identifier: Apache-2.0
#include "solvers/newton_krylov.h"

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "solvers/jacobian_solver.h"
#include "solvers/newton_iteration.h"
#include "solvers/worker_team.h"

namespace etslink {

namespace {

std::string counted(int count, const std::string& what) {
  return std::to_string(count) + ' ' + what + (count == 1 ? "" : "s");
}

std::string summary(const NewtonIteration& newton, const SolverReport& report) {
  std::string text =
      counted(report.gmres_iterations, "GMRES step") + ", " + counted(report.factorisations, "factorisation");
  if (newton.singular() > 0) text += ", " + counted(newton.singular(), "step") + " with a singular block";
  return text;
}

}  // namespace

class NewtonKrylovSolver::Implementation {
 public:
  void analyse(const SquareSystem& system) {
    if (!linear_ || !linear_->fits(system)) linear_.emplace(system);
  }

  SolverReport solve(const SquareSystem& system, std::span<const double> start, const NewtonKrylovOptions& options) {
    EvaluatedPoint point{{start.begin(), start.end()}, std::vector<double>(start.size())};
    const std::string failure = evaluate_residual(system, point.x, point.f);
    SolverReport report = report_of(system, point.x, point.f, options.stop.accepted_residual);
    if (report.message.empty()) report.message = failure;
    if (report.residual <= options.stop.tolerance && report.solved()) report.message = "the start is a solution";
    if (report.status == SolverStatus::invalid_numbers || report.residual <= options.stop.tolerance) return report;
    analyse(system);
    return iterate(system, point, options);
  }

  bool linearise(const SquareSystem& system, std::span<const double> x, int threads) {
    analyse(system);
    threads_ = threads;
    if (!linear_->evaluate(system, x).empty()) return false;
    WorkerTeam team(threads_);
    linear_->factorise(team);
    return true;
  }

  using Method = GmresReport (JacobianSolver::*)(std::span<const double>, std::span<double>, const LinearTarget&,
                                                 WorkerTeam&);

  // A linear solve by one of the two methods of the Jacobian.
  bool linear_solve(Method method, std::span<const double> right_side, std::span<double> solution, double tolerance) {
    WorkerTeam team(threads_);
    return ((*linear_).*method)(right_side, solution, {.tolerance = tolerance, .max_iterations = 500, .verified = true},
                                team)
        .converged;
  }

 private:
  SolverReport iterate(const SquareSystem& system, const EvaluatedPoint& start, const NewtonKrylovOptions& options) {
    const int gmres_before = linear_->gmres_iterations(), factorised_before = linear_->factorisations();
    NewtonIteration newton(system, *linear_, options);
    EvaluatedPoint best = newton.run(start, StepRule::full);
    std::string message = counted(newton.iterations(), "full Newton step");
    if (max_norm(best.f) > options.stop.accepted_residual) {
      message += ": " + newton.ending();
    }
    if (options.line_search && max_norm(best.f) > options.stop.accepted_residual) {
      const int full_steps = newton.iterations();
      EvaluatedPoint searched = newton.run(start, StepRule::line_search);
      message += "; " + counted(newton.iterations() - full_steps, "step") + " with line search";
      if (!newton.ending().empty()) message += ": " + newton.ending();
      if (max_norm(searched.f) < max_norm(best.f)) best = std::move(searched);
    }
    SolverReport report = report_of(system, std::move(best.x), best.f, options.stop.accepted_residual);
    if (!report.solved() && newton.invalid()) report.status = SolverStatus::invalid_numbers;
    report.iterations = newton.iterations();
    report.gmres_iterations = linear_->gmres_iterations() - gmres_before;
    report.factorisations = linear_->factorisations() - factorised_before;
    report.message = with_objection(message + " (" + summary(newton, report) + ")", report.message);
    mark_interrupted(report, options.stop);
    return report;
  }

  std::optional<JacobianSolver> linear_;
  int threads_ = 1;
};

NewtonKrylovSolver::NewtonKrylovSolver() : implementation_(std::make_unique<Implementation>()) {}
NewtonKrylovSolver::NewtonKrylovSolver(NewtonKrylovSolver&&) noexcept = default;
NewtonKrylovSolver& NewtonKrylovSolver::operator=(NewtonKrylovSolver&&) noexcept = default;
NewtonKrylovSolver::~NewtonKrylovSolver() = default;

SolverReport NewtonKrylovSolver::solve(const SquareSystem& system, std::span<const double> start,
                                       const NewtonKrylovOptions& options) {
  const auto began = std::chrono::steady_clock::now();
  SolverReport report = implementation_->solve(system, start, options);
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  return report;
}

bool NewtonKrylovSolver::linearise(const SquareSystem& system, std::span<const double> x, int threads) {
  return implementation_->linearise(system, x, threads);
}

bool NewtonKrylovSolver::linear_solve(std::span<const double> right_side, std::span<double> solution,
                                      double tolerance) {
  return implementation_->linear_solve(&JacobianSolver::solve, right_side, solution, tolerance);
}

bool NewtonKrylovSolver::transposed_linear_solve(std::span<const double> right_side, std::span<double> solution,
                                                 double tolerance) {
  return implementation_->linear_solve(&JacobianSolver::solve_transposed, right_side, solution, tolerance);
}

SolverReport solve_with_newton_krylov(const SquareSystem& system, std::span<const double> start,
                                      const NewtonKrylovOptions& options) {
  return NewtonKrylovSolver().solve(system, start, options);
}

}  // namespace etslink
