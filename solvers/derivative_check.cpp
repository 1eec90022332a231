// SPDX-License-Identifier: Apache-2.0
#include "solvers/derivative_check.h"

#include <Eigen/SparseCore>
#include <algorithm>
#include <cmath>
#include <vector>

namespace etslink {

namespace {

using ByColumn = Eigen::SparseMatrix<double>;
using ByRow = Eigen::SparseMatrix<double, Eigen::RowMajor>;

ByColumn jacobian_at(const SquareSystem& system, std::span<const double> x) {
  const SparsePattern& pattern = system.pattern();
  std::vector<double> values(pattern.entries());
  system.jacobian(x, values);
  return Eigen::Map<const ByRow>(pattern.size, pattern.size, pattern.entries(), pattern.row_start.data(),
                                 pattern.column.data(), values.data());
}

// Central difference of f along unknown j, over its natural size.
std::vector<double> difference(const SquareSystem& system, std::vector<double>& x, int j, double relative_step) {
  const double step = relative_step * system.unknown_scale(j);
  const double centre = x[j];
  std::vector<double> above(x.size());
  std::vector<double> below(x.size());
  x[j] = centre + step;
  system.residual(x, above);
  const double x_above = x[j];
  x[j] = centre - step;
  system.residual(x, below);
  // the step that was taken after rounding, not the one that was meant
  const double width = (x_above - x[j]) / system.unknown_scale(j);
  x[j] = centre;
  for (std::size_t i = 0; i < x.size(); ++i) above[i] = (above[i] - below[i]) / width;
  return above;
}

}  // namespace

DerivativeCheck check_derivatives(const SquareSystem& system, std::span<const double> x, double relative_step) {
  const ByColumn jacobian = jacobian_at(system, x);
  std::vector<double> point(x.begin(), x.end());
  DerivativeCheck worst;
  for (int j = 0; j < system.size(); ++j) {
    const std::vector<double> differences = difference(system, point, j, relative_step);
    const Eigen::VectorXd derivatives = jacobian.col(j) * system.unknown_scale(j);
    for (int i = 0; i < system.size(); ++i) {
      const double error = std::abs(derivatives[i] - differences[i]) / std::max(1.0, std::abs(derivatives[i]));
      // the negation lets a NaN through, and nothing after it
      if (!(error <= worst.largest_error) && !std::isnan(worst.largest_error)) {
        worst = {error, system.condition_name(i), system.unknown_name(j), derivatives[i], differences[i]};
      }
    }
  }
  return worst;
}

}  // namespace etslink
