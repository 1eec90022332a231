// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/sweep/sweep_plan.h"

namespace etslink {

// The samples of a sweep, complete before the first is solved.
struct SweepDesign {
  DesignKind kind = DesignKind::monte_carlo;
  Eigen::MatrixXd values;  // samples x axes: what is drawn for each axis
  // Per sample, of mean and variance: 1/n, the weights of a quadrature (which may be negative), the probability of a
  // grid point; 0 for samples that only serve Sobol' indices, and in a tornado.
  std::vector<double> weights;
  // Samples that belong together: with Sobol' indices each block is A, A with column 1, 2, ... of B, B; tornado: the
  // first sample has the median of each axis, then low and high of each axis follow. Else 1.
  int block = 1;

  [[nodiscard]] int samples() const { return static_cast<int>(values.rows()); }
  [[nodiscard]] int axes() const { return static_cast<int>(values.cols()); }
};

// The samples of a plan; a function of the plan alone. Monte Carlo and sobol: sample i is the same whatever the number
// of samples.
[[nodiscard]] SweepDesign make_design(const SweepPlan& plan);

// Samples from one number on.
struct SampleRange {
  int first = 0, count = 0;
};

// Blocks in which samples that don't depend on each other are drawn: the same numbers for one block as for all.
inline constexpr int samples_per_draw = 4096;

// monte_carlo and sobol: a sample can be drawn without the others.
[[nodiscard]] bool has_independent_samples(const SweepPlan& plan);
// Some samples of such a design, whose first number is a multiple of samples_per_draw, at most so many.
[[nodiscard]] SweepDesign draw_samples(const SweepPlan& plan, const SampleRange& range);

// Number of samples the plan comes to.
[[nodiscard]] double sample_count(const SweepPlan& plan);

}  // namespace etslink
