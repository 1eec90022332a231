// SPDX-License-Identifier: Apache-2.0
#include "analysis/sweep/design.h"

#include <algorithm>

#include "analysis/sweep/fixed_design.h"
#include "analysis/sweep/random_design.h"

namespace etslink {
namespace {

// The samples that stand for the distributions: with Sobol' indices only A and B of each block.
std::vector<double> random_weights(const SweepPlan& plan, const SampleRange& range, int block) {
  const int members = block == 1 ? 1 : 2;
  const double weight = 1 / (sample_count(plan) / block * members);
  std::vector<double> weights(range.count, 0.0);
  for (int i = 0; i < range.count; ++i) {
    const int place = (range.first + i) % block;
    if (place == 0 || place == block - 1) weights[i] = weight;
  }
  return weights;
}

// Values of the distributions at these probabilities.
SweepDesign with_distributions(const SweepPlan& plan, const SampleRange& range, Eigen::MatrixXd probabilities) {
  SweepDesign design{plan.design, std::move(probabilities), {}, 1};
  if (plan.indices) design.block = design.axes() + 2;
  design.weights = random_weights(plan, range, design.block);
  for (int a = 0; a < design.axes(); ++a) {
    const auto& distribution = plan.axes[a].distribution;
    for (auto& value : design.values.col(a)) value = quantile(distribution, value);
  }
  return design;
}

SweepDesign random_design(const SweepPlan& plan) {
  const SampleRange all{0, static_cast<int>(sample_count(plan))};
  if (!has_independent_samples(plan)) return with_distributions(plan, all, latin_hypercube(plan));
  Eigen::MatrixXd probabilities(all.count, static_cast<int>(plan.axes.size()));
  for (int first = 0; first < all.count; first += samples_per_draw) {
    const SampleRange range{first, std::min(samples_per_draw, all.count - first)};
    probabilities.middleRows(first, range.count) = random_probabilities(plan, range);
  }
  return with_distributions(plan, all, std::move(probabilities));
}

}  // namespace

double sample_count(const SweepPlan& plan) {
  const auto axes = static_cast<double>(plan.axes.size());
  double points = 1;
  switch (plan.design) {
    case DesignKind::monte_carlo:
    case DesignKind::latin_hypercube:
      return plan.samples;
    case DesignKind::sobol:
      return plan.samples * (plan.indices ? axes + 2 : 1);
    case DesignKind::grid:
      for (const auto& axis : plan.axes) points *= static_cast<double>(axis.distribution.numbers.size());
      return points;
    case DesignKind::quadrature:
      return plan.degree == 3 ? 2 * axes : 2 * axes * axes + 1;
    case DesignKind::tornado:
      break;
  }
  return 2 * axes + 1;
}

bool has_independent_samples(const SweepPlan& plan) {
  return plan.design == DesignKind::monte_carlo || plan.design == DesignKind::sobol;
}

SweepDesign draw_samples(const SweepPlan& plan, const SampleRange& range) {
  require(has_independent_samples(plan) && range.first % samples_per_draw == 0 && range.count <= samples_per_draw,
          "samples are drawn by themselves, in blocks");
  return with_distributions(plan, range, random_probabilities(plan, range));
}

SweepDesign make_design(const SweepPlan& plan) {
  require(!plan.axes.empty(), "a sweep has axes");
  switch (plan.design) {
    case DesignKind::grid:
      return grid_design(plan);
    case DesignKind::quadrature:
      return quadrature_design(plan);
    case DesignKind::tornado:
      return tornado_design(plan);
    default:
      return random_design(plan);
  }
}

}  // namespace etslink
