// SPDX-License-Identifier: Apache-2.0
#include "solvers/optimization_problem.h"

#include <algorithm>

namespace etslink {

namespace {

double distance_outside(std::span<const double> x, std::span<const double> lower, std::span<const double> upper) {
  double distance = 0;
  for (std::size_t i = 0; i < x.size(); ++i) distance = std::max({distance, lower[i] - x[i], x[i] - upper[i]});
  return distance;
}

}  // namespace

double constraint_violation(const OptimizationProblem& problem, std::span<const double> x) {
  std::vector<double> lower(x.size());
  std::vector<double> upper(x.size());
  problem.variable_bounds(lower, upper);
  const double outside = distance_outside(x, lower, upper);

  std::vector<double> g(problem.constraints());
  for (const LinearConstraintEntry& entry : problem.constraint_entries()) g[entry.row] += entry.value * x[entry.column];
  lower.resize(g.size());
  upper.resize(g.size());
  problem.constraint_bounds(lower, upper);
  return std::max(outside, distance_outside(g, lower, upper));
}

}  // namespace etslink
