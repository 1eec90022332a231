// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/sweep/design.h"
#include "analysis/sweep/sweep_plan.h"

namespace etslink {

// Probabilities in (0, 1), samples x axes, of a random design: what the distributions' quantiles are taken at. Where
// the plan has correlations, the columns have these rank correlations: by a Gaussian copula, in a Latin hypercube by
// the order of Iman and Conover (1982), which keeps its strata. Of a Latin hypercube all, of other designs a part.
[[nodiscard]] Eigen::MatrixXd latin_hypercube(const SweepPlan& plan);
[[nodiscard]] Eigen::MatrixXd random_probabilities(const SweepPlan& plan, const SampleRange& range);

// Correlations of normal numbers whose ranks have these correlations: 2 sin(pi r/6) (Pearson 1907).
[[nodiscard]] Eigen::MatrixXd normal_correlation(const Eigen::MatrixXd& rank_correlation);

// A matrix L with L L' = the correlation matrix, which may be singular but must not have negative eigenvalues.
[[nodiscard]] Eigen::MatrixXd correlation_root(const Eigen::MatrixXd& correlation);

}  // namespace etslink
