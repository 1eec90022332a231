// SPDX-License-Identifier: Apache-2.0
#include "solvers/sensitivity.h"

#include <algorithm>
#include <array>

namespace etslink {
namespace {

// Of linear solves, relative to the right side: well below the errors of differences.
constexpr double linear_tolerance = 1e-11;

bool is_zero(std::span<const double> values) {
  return std::all_of(values.begin(), values.end(), [](double value) { return value == 0; });
}

}  // namespace

bool ImplicitDerivative::linearise(const SquareSystem& system, std::span<const double> x, int threads) {
  return solver_.linearise(system, x, threads);
}

std::optional<std::vector<double>> ImplicitDerivative::forward(std::span<const double> residual_by_parameter) {
  std::vector<double> slope(residual_by_parameter.size(), 0);
  if (is_zero(residual_by_parameter)) return slope;
  if (!solver_.linear_solve(residual_by_parameter, slope, linear_tolerance)) return std::nullopt;
  for (double& value : slope) value = -value;
  return slope;
}

std::optional<std::vector<double>> ImplicitDerivative::adjoint(std::span<const double> result_by_unknown) {
  std::vector<double> multiplier(result_by_unknown.size(), 0);
  if (is_zero(result_by_unknown)) return multiplier;
  if (!solver_.transposed_linear_solve(result_by_unknown, multiplier, linear_tolerance)) return std::nullopt;
  return multiplier;
}

std::span<const DifferenceTerm> central_difference() {
  static constexpr std::array<DifferenceTerm, 4> terms{
      {{-2, 1.0 / 12}, {-1, -8.0 / 12}, {1, 8.0 / 12}, {2, -1.0 / 12}}};
  return terms;
}

std::span<const DifferenceTerm> one_sided_difference() {
  static constexpr std::array<DifferenceTerm, 5> terms{{{0, -25.0 / 12}, {1, 4}, {2, -3}, {3, 4.0 / 3}, {4, -1.0 / 4}}};
  return terms;
}

}  // namespace etslink
