// SPDX-License-Identifier: Apache-2.0
#include "solvers/null_direction.h"

#include <Eigen/SVD>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include "solvers/klu_factors.h"
#include "solvers/newton_krylov.h"

namespace etslink {

namespace {

constexpr int scaling_rounds = 40;
constexpr int most_borders = 4;

constexpr double solve_tolerance = 1e-6;
constexpr double moderate_solution = 1e6;  // where right sides have the size of their rows

// The scaled Jacobian, row by row: entry k is column_factor x natural size x row_factor times that of J.
struct ScaledMatrix {
  const SparsePattern& pattern;
  std::vector<double> values;
  std::vector<double> column_factor;  // of each unknown in natural sizes

  [[nodiscard]] bool is_finite() const {
    return std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
  }

  // Each entry divided by the roots of the sums of its row and of its column, some times (Ruiz 2001): unlike scaling by
  // the largest, that tends to one matrix, whatever the units are.
  void scale() {
    const int n = pattern.size;
    for (int round = 0; round < scaling_rounds; ++round) {
      std::vector<double> row(n, 0), column(n, 0);
      for (int i = 0; i < n; ++i) {
        for (int k = pattern.row_start[i]; k < pattern.row_start[i + 1]; ++k) {
          row[i] += std::abs(values[k]);
          column[pattern.column[k]] += std::abs(values[k]);
        }
      }
      for (auto* sizes : {&row, &column}) {
        for (double& size : *sizes) size = size > 0 ? 1 / std::sqrt(size) : 1;
      }
      for (int i = 0; i < n; ++i) {
        for (int k = pattern.row_start[i]; k < pattern.row_start[i + 1]; ++k)
          values[k] *= row[i] * column[pattern.column[k]];
      }
      for (int j = 0; j < n; ++j) column_factor[j] *= column[j];
    }
  }

  // 2-norm of A v / that of v.
  [[nodiscard]] double strength(std::span<const double> v) const {
    double product = 0, length = 0;
    for (int i = 0; i < pattern.size; ++i) {
      double sum = 0;
      for (int k = pattern.row_start[i]; k < pattern.row_start[i + 1]; ++k) sum += values[k] * v[pattern.column[k]];
      product += sum * sum;
      length += v[i] * v[i];
    }
    return std::sqrt(product / length);
  }
};

ScaledMatrix evaluate(const SquareSystem& system, std::span<const double> x, std::span<const int> fixed) {
  ScaledMatrix matrix{system.pattern(), std::vector<double>(system.pattern().entries()),
                      std::vector<double>(system.size(), 1)};
  const SparsePattern& pattern = matrix.pattern;
  system.jacobian(x, matrix.values);
  for (int k = 0; k < pattern.entries(); ++k) matrix.values[k] *= system.unknown_scale(pattern.column[k]);
  for (const int i : fixed) {
    for (int k = pattern.row_start[i]; k < pattern.row_start[i + 1]; ++k)
      matrix.values[k] = pattern.column[k] == i ? 1 : 0;
  }
  return matrix;
}

// A number that looks drawn from [-1, -0.5] or [0.5, 1], always the same.
double border_entry(std::uint64_t number) {
  std::uint64_t z = (number + 1) * 0x9e3779b97f4a7c15ULL;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z ^= z >> 27;
  const double part = 0.5 + static_cast<double>(z >> 12) / 9007199254740992.0;
  return (z & 1) != 0 ? part : -part;
}

// The matrix with dense rows and columns added at its end.
struct BorderedMatrix {
  ColumnPattern pattern;
  std::vector<double> values;

  BorderedMatrix(const ScaledMatrix& inner, int borders) {
    const int n = inner.pattern.size;
    std::vector<std::vector<std::pair<int, double>>> columns(n);
    for (int i = 0; i < n; ++i) {
      for (int k = inner.pattern.row_start[i]; k < inner.pattern.row_start[i + 1]; ++k)
        columns[inner.pattern.column[k]].emplace_back(i, inner.values[k]);
    }
    pattern = {n + borders, {0}, {}};
    for (int j = 0; j < n; ++j) {
      for (const auto& [row, value] : columns[j]) add(row, value);
      for (int b = 0; b < borders; ++b) add(n + b, border_entry(static_cast<std::uint64_t>(2 * b) * n + j));
      close_column();
    }
    for (int b = 0; b < borders; ++b) {
      for (int i = 0; i < n; ++i) add(i, border_entry(static_cast<std::uint64_t>(2 * b + 1) * n + i));
      close_column();
    }
  }

 private:
  void add(int row, double value) {
    pattern.row.push_back(row);
    values.push_back(value);
  }
  void close_column() { pattern.column_start.push_back(pattern.entries()); }
};

// v of A V + B G = 0, C V = 1 for the combination of columns that makes G smallest; empty where the bordered matrix is
// singular as well.
std::vector<double> solve_bordered(const ScaledMatrix& matrix, int borders) {
  const BorderedMatrix bordered(matrix, borders);
  KluFactors factors(bordered.pattern);
  if (!factors.factorise(bordered.values)) return {};
  const int n = matrix.pattern.size;
  Eigen::MatrixXd solution = Eigen::MatrixXd::Zero(n + borders, borders);
  solution.bottomRows(borders).setIdentity();
  factors.solve({solution.data(), static_cast<std::size_t>(solution.size())});
  const Eigen::JacobiSVD<Eigen::MatrixXd> svd(solution.bottomRows(borders), Eigen::ComputeFullV);
  const Eigen::VectorXd v = solution.topRows(n) * svd.matrixV().col(borders - 1);
  return {v.data(), v.data() + n};
}

}  // namespace

bool is_clearly_regular(const SquareSystem& system, std::span<const double> x, int threads) {
  NewtonKrylovSolver newton;
  if (!newton.linearise(system, x, threads)) return false;
  const ScaledMatrix matrix = evaluate(system, x, {});
  // Each right side of the size of its row: then so is the solution, however small a market is.
  std::vector<double> right_side(system.size(), 0), solution(system.size(), 0);
  for (int i = 0; i < system.size(); ++i) {
    for (int k = matrix.pattern.row_start[i]; k < matrix.pattern.row_start[i + 1]; ++k)
      right_side[i] = std::max(right_side[i], std::abs(matrix.values[k]));
    right_side[i] *= border_entry(static_cast<std::uint64_t>(i));
  }
  if (!newton.linear_solve(right_side, solution, solve_tolerance)) return false;
  double largest = 0;
  for (int u = 0; u < system.size(); ++u) {
    if (!std::isfinite(solution[u])) return false;
    largest = std::max(largest, std::abs(solution[u]) / system.unknown_scale(u));
  }
  return largest < moderate_solution;
}

NullDirection find_null_direction(const SquareSystem& system, std::span<const double> x, std::span<const int> fixed) {
  NullDirection result;
  result.strength = std::numeric_limits<double>::quiet_NaN();
  ScaledMatrix matrix = evaluate(system, x, fixed);
  if (!matrix.is_finite()) return result;
  matrix.scale();
  std::vector<double> v;
  for (int borders = 1; borders <= most_borders && v.empty(); ++borders) v = solve_bordered(matrix, borders);
  if (v.empty()) {
    result.strength = 0;
    return result;
  }
  result.strength = matrix.strength(v);
  for (std::size_t u = 0; u < v.size(); ++u) v[u] = std::abs(v[u] * matrix.column_factor[u]);
  const double largest = *std::max_element(v.begin(), v.end());
  for (double& component : v) component /= largest;
  result.components = std::move(v);
  return result;
}

}  // namespace etslink
