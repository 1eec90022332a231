// SPDX-License-Identifier: Apache-2.0
#include "solvers/gmres.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace etslink {

// The least-squares problem of one cycle: a triangular matrix made by plane rotations, and the rotated right side.
struct Gmres::Cycle {
  explicit Cycle(double norm) : right(1, norm) {}

  int columns = 0;
  std::vector<std::vector<double>> upper;  // per column, its first column + 1 numbers
  std::vector<double> cosine, sine, right;

  [[nodiscard]] double residual() const { return std::abs(right.back()); }

  // Adds a column of the Hessenberg matrix: coefficients of the vectors so far, and the length of the next one.
  void add(std::vector<double> column, double next) {
    for (int j = 0; j < columns; ++j) {
      const double upper_part = column[j];
      column[j] = cosine[j] * upper_part + sine[j] * column[j + 1];
      column[j + 1] = -sine[j] * upper_part + cosine[j] * column[j + 1];
    }
    const double length = std::hypot(column[columns], next);
    cosine.push_back(length > 0 ? column[columns] / length : 1);
    sine.push_back(length > 0 ? next / length : 0);
    column[columns] = length;
    right.push_back(-sine.back() * right.back());
    right[columns] *= cosine.back();
    upper.push_back(std::move(column));
    ++columns;
  }

  // Weights of the vectors; one whose diagonal is zero cannot help and gets none.
  [[nodiscard]] std::vector<double> weights() const {
    std::vector<double> y(right.begin(), right.end() - 1);
    for (int j = columns - 1; j >= 0; --j) {
      y[j] = upper[j][j] != 0 ? y[j] / upper[j][j] : 0;
      for (int i = 0; i < j; ++i) y[i] -= upper[j][i] * y[j];
    }
    return y;
  }
};

GmresReport Gmres::solve(const LinearProblem& problem, std::span<double> x, const GmresOptions& options,
                         WorkerTeam& team) {
  const int size = static_cast<int>(x.size());
  basis_.resize(size);
  work_.resize(size);
  correction_.resize(size);
  GmresReport report;
  while (true) {
    Cycle cycle(first_vector(problem, x, team));
    const double before = report.residual = cycle.residual();
    report.converged = before <= options.residual;
    if (report.converged || report.iterations >= options.max_iterations) return report;
    bool extends = true;
    while (extends && cycle.residual() > options.residual && cycle.columns < options.restart &&
           report.iterations < options.max_iterations) {
      extends = extend(problem, cycle, team);
      ++report.iterations;
    }
    add_correction(problem, cycle, x, team);
    report.residual = cycle.residual();
    report.converged = report.residual <= options.residual;
    const bool stagnates = !(report.residual < 0.999 * before);
    if (stagnates || (report.converged && !options.verified)) return report;
  }
}

// Normalised residual of x; returns its length.
double Gmres::first_vector(const LinearProblem& problem, std::span<const double> x, WorkerTeam& team) {
  const std::span<double> v = basis_.vector(0);
  std::copy(problem.right_side.begin(), problem.right_side.end(), v.begin());
  if (std::any_of(x.begin(), x.end(), [](double value) { return value != 0; })) {
    problem.multiply(x, work_);
    for (std::size_t i = 0; i < v.size(); ++i) v[i] -= work_[i];
  }
  const double length = basis_.norm(v, team);
  if (length > 0) {
    for (double& value : v) value /= length;
  }
  return length;
}

// One more vector; false where it lies in the span of the others, so that the cycle has come to its end.
bool Gmres::extend(const LinearProblem& problem, Cycle& cycle, WorkerTeam& team) {
  const int k = cycle.columns + 1;
  const std::span<double> next = basis_.vector(k);
  problem.precondition(basis_.vector(k - 1), work_);
  problem.multiply(work_, next);
  std::vector<double> coefficients(k);
  const double length = basis_.orthogonalise(k, coefficients, team);
  const bool finite =
      std::all_of(coefficients.begin(), coefficients.end(), [](double value) { return std::isfinite(value); });
  if (finite) cycle.add(std::move(coefficients), length);
  return finite && length > 0;
}

void Gmres::add_correction(const LinearProblem& problem, const Cycle& cycle, std::span<double> x, WorkerTeam& team) {
  std::fill(work_.begin(), work_.end(), 0.0);
  basis_.add_combination(cycle.weights(), work_, team);
  problem.precondition(work_, correction_);
  for (std::size_t i = 0; i < x.size(); ++i) x[i] += correction_[i];
}

}  // namespace etslink
