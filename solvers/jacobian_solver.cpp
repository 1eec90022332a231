// SPDX-License-Identifier: Apache-2.0
#include "solvers/jacobian_solver.h"

#include <algorithm>
#include <cmath>
#include <exception>

namespace etslink {

namespace {

// Operations per number of a vector and iteration that making vectors orthogonal takes, with some ten of them.
constexpr double orthogonalisation_cost = 40;

// Rows of the Jacobian whose entries are all this small are scaled up.
constexpr double tiny_row = 1e-4;
constexpr double vanished_row = 1e-200;  // nothing can be made of it
constexpr double outdated_factor = 10;   // a scale that is wrong by that much is renewed

std::vector<int> blocks_of(const SquareSystem& system) {
  std::vector<int> block(system.size());
  for (int u = 0; u < system.size(); ++u) block[u] = system.block(u);
  return block;
}

bool same(const SparsePattern& a, const SparsePattern& b) {
  return a.size == b.size && a.row_start == b.row_start && a.column == b.column;
}

double norm(std::span<const double> v) {
  double square = 0;
  for (const double value : v) square += value * value;
  return std::sqrt(square);
}

// Decimal digits between two residuals.
double digits(double from, double to) { return from > to && to > 0 ? std::log10(from / to) : 0; }

}  // namespace

JacobianSolver::JacobianSolver(const SquareSystem& system)
    : jacobian_(system.pattern()),
      block_of_(blocks_of(system)),
      scale_(system.size()),
      preconditioner_(system.pattern(), block_of_),
      row_factor_(system.size(), 1),
      wanted_factor_(system.size(), 1),
      scaled_(system.size()) {
  for (int u = 0; u < system.size(); ++u) scale_[u] = system.unknown_scale(u);
  const std::vector<int>& column = jacobian_.pattern().column;
  for (int k = 0; k < jacobian_.pattern().entries(); ++k) {
    if (scale_[column[k]] == 1) continue;
    scaled_entry_.push_back(k);
    scaled_unknown_.push_back(column[k]);
  }
}

bool JacobianSolver::fits(const SquareSystem& system) const {
  if (!same(system.pattern(), jacobian_.pattern()) || blocks_of(system) != block_of_) return false;
  for (int u = 0; u < system.size(); ++u) {
    if (system.unknown_scale(u) != scale_[u]) return false;
  }
  return true;
}

std::string JacobianSolver::evaluate(const SquareSystem& system, std::span<const double> x) {
  const std::span<double> values = jacobian_.values();
  if (factors_ == Factors::of_this_jacobian) factors_ = Factors::of_another_jacobian;
  try {
    system.jacobian(x, values);
  } catch (const std::exception& error) {
    return error.what();
  }
  for (std::size_t k = 0; k < scaled_entry_.size(); ++k) values[scaled_entry_[k]] *= scale_[scaled_unknown_[k]];
  return scale_rows() ? "" : "the Jacobian is not a number";
}

// Markets of what a region has almost given up have tiny entries. Left as they are GMRES would not see them, and their
// prices and levels would come out as rounding errors: such rows are scaled up. The factors are of the scaled rows, so
// that scales are kept as long as they will do. False if an entry is not finite.
bool JacobianSolver::scale_rows() {
  const std::span<double> values = jacobian_.values();
  const std::vector<int>& row_start = jacobian_.pattern().row_start;
  bool outdated = false;
  for (int i = 0; i < jacobian_.size(); ++i) {
    double largest = 0;
    bool finite = true;
    for (int k = row_start[i]; k < row_start[i + 1]; ++k) {
      largest = std::max(largest, std::abs(values[k]));
      finite = finite && std::isfinite(values[k]);
    }
    if (!finite) return false;
    wanted_factor_[i] = largest > tiny_row || largest < vanished_row ? 1 : 1 / largest;
    const double change = wanted_factor_[i] / row_factor_[i];
    outdated = outdated || change > outdated_factor || change < 1 / outdated_factor;
  }
  if (outdated) {
    row_factor_ = wanted_factor_;
    factors_ = Factors::none;
  }
  has_tiny_rows_ = std::any_of(row_factor_.begin(), row_factor_.end(), [](double factor) { return factor != 1; });
  if (!has_tiny_rows_) return true;
  for (int i = 0; i < jacobian_.size(); ++i) {
    for (int k = row_start[i]; k < row_start[i + 1]; ++k) values[k] *= row_factor_[i];
  }
  return true;
}

std::span<const double> JacobianSolver::scaled_rows(std::span<const double> v) {
  if (!has_tiny_rows_) return v;
  for (std::size_t i = 0; i < v.size(); ++i) scaled_[i] = row_factor_[i] * v[i];
  return scaled_;
}

void JacobianSolver::factorise(WorkerTeam& team) {
  singular_parts_ = preconditioner_.factorise(jacobian_.values(), team);
  factors_ = Factors::of_this_jacobian;
  excess_ = 0;
  ++factorisations_;
}

double JacobianSolver::iteration_cost() const {
  return 2.0 * jacobian_.pattern().entries() + preconditioner_.apply_cost() + orthogonalisation_cost * jacobian_.size();
}

GmresReport JacobianSolver::solve(std::span<const double> right_side, std::span<double> solution,
                                  const LinearTarget& target, WorkerTeam& team) {
  const LinearProblem problem{
      [&](std::span<const double> x, std::span<double> y) { jacobian_.multiply(x, y, team); },
      [&](std::span<const double> x, std::span<double> y) { preconditioner_.apply(x, y, team); },
      scaled_rows(right_side)};
  const GmresReport report = run(problem, solution, target, team);
  for (std::size_t u = 0; u < scale_.size(); ++u) solution[u] *= scale_[u];
  return report;
}

GmresReport JacobianSolver::solve_transposed(std::span<const double> right_side, std::span<double> solution,
                                             const LinearTarget& target, WorkerTeam& team) {
  for (std::size_t u = 0; u < scale_.size(); ++u) scaled_[u] = scale_[u] * right_side[u];
  const LinearProblem problem{
      [&](std::span<const double> x, std::span<double> y) { jacobian_.multiply_transposed(x, y, team); },
      [&](std::span<const double> x, std::span<double> y) { preconditioner_.apply_transposed(x, y, team); }, scaled_};
  const GmresReport report = run(problem, solution, target, team);
  if (has_tiny_rows_) {
    for (std::size_t i = 0; i < row_factor_.size(); ++i) solution[i] *= row_factor_[i];
  }
  return report;
}

// Old factors are used for as many iterations as they should take and a factorisation would cost; then they are
// replaced: the work lost is at most about that of the best decision (as in renting or buying).
GmresReport JacobianSolver::run(const LinearProblem& problem, std::span<double> solution, const LinearTarget& target,
                                WorkerTeam& team) {
  std::fill(solution.begin(), solution.end(), 0.0);
  const double whole = norm(problem.right_side), aim = target.tolerance * whole;
  if (factors_ == Factors::none) factorise(team);
  GmresOptions options{aim, target.max_iterations, target.gmres_vectors, target.verified};
  if (!is_factorised_here()) {
    const double allowed = std::ceil(per_digit_ * digits(whole, aim) + iterations_per_build() - excess_);
    options.max_iterations = static_cast<int>(std::min<double>(target.max_iterations, std::max(1.0, allowed)));
  }
  const bool fresh = is_factorised_here();
  GmresReport report = gmres_.solve(problem, solution, options, team);
  gmres_iterations_ += report.iterations;
  learn(report, digits(whole, aim), fresh);
  if (report.converged || fresh) return report;
  factorise(team);
  options.max_iterations = target.max_iterations;
  const double left = report.residual;
  report = gmres_.solve(problem, solution, options, team);
  gmres_iterations_ += report.iterations;
  learn(report, digits(left, aim), true);
  return report;
}

void JacobianSolver::learn(const GmresReport& report, double gained, bool fresh) {
  if (fresh) {
    if (gained > 0.5) per_digit_ = report.iterations / gained;
  } else {
    excess_ = std::max(0.0, excess_ + report.iterations - per_digit_ * gained);
  }
}

}  // namespace etslink
