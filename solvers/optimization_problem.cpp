// SPDX-License-Identifier: Apache-2.0
#include "solvers/optimization_problem.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace etslink {

namespace {

double distance_outside(std::span<const double> x, std::span<const double> lower, std::span<const double> upper) {
  double distance = 0;
  for (std::size_t i = 0; i < x.size(); ++i) distance = std::max({distance, lower[i] - x[i], x[i] - upper[i]});
  return distance;
}

}  // namespace

void constraint_values(const OptimizationProblem& problem, std::span<const double> x, std::span<double> g) {
  std::fill(g.begin(), g.end(), 0.0);
  for (const LinearConstraintEntry& entry : problem.constraint_entries()) g[entry.row] += entry.value * x[entry.column];
}

double constraint_violation(const OptimizationProblem& problem, std::span<const double> x) {
  std::vector<double> lower(x.size());
  std::vector<double> upper(x.size());
  problem.variable_bounds(lower, upper);
  const double outside = distance_outside(x, lower, upper);

  std::vector<double> g(problem.constraints());
  constraint_values(problem, x, g);
  lower.resize(g.size());
  upper.resize(g.size());
  problem.constraint_bounds(lower, upper);
  return std::max(outside, distance_outside(g, lower, upper));
}

int degrees_of_freedom(const OptimizationProblem& problem) {
  std::vector<double> lower(problem.variables());
  std::vector<double> upper(problem.variables());
  const auto count = [&](auto&& compare) {
    return std::inner_product(lower.begin(), lower.end(), upper.begin(), 0, std::plus<>(), compare);
  };
  problem.variable_bounds(lower, upper);
  const int free_variables = count(std::less<>());
  lower.resize(problem.constraints());
  upper.resize(problem.constraints());
  problem.constraint_bounds(lower, upper);
  return free_variables - count(std::equal_to<>());
}

}  // namespace etslink
