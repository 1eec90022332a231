// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>
#include <vector>

#include "analysis/sweep/design.h"

namespace etslink {

inline constexpr std::array<double, 5> sweep_quantiles{0.05, 0.25, 0.5, 0.75, 0.95};
inline constexpr int convergence_checkpoints = 10;

// One result over the samples of a sweep. NaN where a number has no meaning for the design (docs/sweeps.md).
struct ColumnStatistics {
  int count = 0, missing = 0;  // samples with a value, and without one
  int averaged = 0;            // samples behind mean and deviation: those with a value and a weight
  double mean, deviation;      // deviation: of the sample (n - 1) for random designs, of the distribution else
  double standard_error;       // of the mean: deviation/sqrt(n)
  double least, largest;       // over all samples
  std::array<double, sweep_quantiles.size()> quantiles;  // random designs: linear interpolation
  // Mean of the first 1/10, 2/10, ... of the samples; random designs only
  std::array<double, convergence_checkpoints> running_mean;
};

// Statistics of a column: one value for each sample of the design, NaN where the sample has none. Samples without a
// value are left out and counted; of a quadrature none can be left out, and its mean is then NaN.
[[nodiscard]] ColumnStatistics column_statistics(const SweepDesign& design, std::span<const double> column);

// Correlation of a column with one axis, in [-1, 1]; NaN where one of them does not vary, and in a quadrature and a
// tornado.
struct AxisCorrelation {
  double pearson, spearman;
};
// For every axis of the design, over the samples with positive weight; ties get their mean rank.
[[nodiscard]] std::vector<AxisCorrelation> axis_correlations(const SweepDesign& design, std::span<const double> column);

// Parts of a column's variance: by the axis alone (first), and by it and all its interactions (total), with standard
// errors; estimators of Saltelli et al. (2010) and Jansen (1999).
struct SobolIndex {
  double first, first_error, total, total_error;
};
// For every axis of a design with Sobol' indices; empty for other designs. From the blocks all of whose samples have a
// value, the same for every axis; NaN where these are fewer than two.
[[nodiscard]] std::vector<SobolIndex> sobol_indices(const SweepDesign& design, std::span<const double> column);

// How many blocks that are; 0 for other designs.
[[nodiscard]] int sobol_blocks(const SweepDesign& design, std::span<const double> column);

// A column at the low and the high value of one axis, all others at their medians.
struct TornadoSwing {
  double low, high, swing;  // swing = high - low
};
// For every axis of a tornado; empty for other designs.
[[nodiscard]] std::vector<TornadoSwing> tornado_swings(const SweepDesign& design, std::span<const double> column);

}  // namespace etslink
