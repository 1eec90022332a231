// SPDX-License-Identifier: Apache-2.0
#include "analysis/sweep/check_plan.h"

#include <Eigen/Eigenvalues>

#include "analysis/sweep/design.h"
#include "analysis/sweep/random_design.h"
#include "analysis/sweep/sobol_sequence.h"
#include "model/number_text.h"

namespace etslink {
namespace {

std::string quoted_design(const SweepPlan& plan) {
  return "design = \"" + design_names()[static_cast<std::size_t>(plan.design)] + "\"";
}

void check_distribution(const SweepPlan& plan, const Axis& axis) {
  const auto& distribution = axis.distribution;
  const auto fail = [&](const std::string& needed) {
    throw InputError(axis.at, quoted_design(plan) + " needs " + needed + ", but axis '" + axis.name + "' is " +
                                  describe(distribution));
  };
  if (plan.design == DesignKind::grid && !is_list(distribution)) fail("values or discrete");
  if (plan.design == DesignKind::quadrature && !is_symmetric(distribution))
    fail("symmetric distributions (log_normal counts as normal)");
}

void check_correlation(const SweepPlan& plan) {
  if (plan.rank_correlation.size() == 0) return;
  const auto fail = [&](const std::string& message) { throw InputError(plan.correlation_at, message); };
  if (plan.design > DesignKind::sobol || plan.indices)
    fail(quoted_design(plan) + (plan.indices ? " with indices" : "") + " needs independent axes: no correlation");
  if (plan.design == DesignKind::latin_hypercube && plan.samples < static_cast<int>(plan.axes.size()) + 2)
    fail("correlations of a latin_hypercube need at least " + std::to_string(plan.axes.size() + 2) + " samples");
  constexpr double rounding = 1e-10;
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(normal_correlation(plan.rank_correlation));
  if (eigen.eigenvalues()[0] < -rounding)
    fail("no numbers have all these correlations at once: the matrix of them has the negative eigenvalue " +
         rounded_text(eigen.eigenvalues()[0], 3));
}

}  // namespace

void check_plan(const SweepPlan& plan) {
  for (const auto& axis : plan.axes) check_distribution(plan, axis);
  check_correlation(plan);
  const int most_axes = plan.indices ? most_sobol_dimensions / 2 : most_sobol_dimensions;
  if (plan.design == DesignKind::sobol && plan.axes.size() > static_cast<std::size_t>(most_axes))
    throw InputError(plan.at, quoted_design(plan) + " has at most " + std::to_string(most_axes) + " axes" +
                                  (plan.indices ? " with indices" : "") + ", not " + std::to_string(plan.axes.size()));
  if (sample_count(plan) > most_samples)
    throw InputError(plan.at, "the sweep has " + rounded_text(sample_count(plan), 8) + " samples; at most " +
                                  std::to_string(most_samples));
}

}  // namespace etslink
