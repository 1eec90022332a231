// SPDX-License-Identifier: Apache-2.0
#include "app/sweep/design.h"

#include "app/sweep/fixed_design.h"
#include "app/sweep/random_design.h"

namespace etslink {
namespace {

// The samples that stand for the distributions: with Sobol' indices only A and B of each block.
std::vector<double> random_weights(const SweepDesign& design) {
  const int members = design.block == 1 ? 1 : 2;
  const double weight = 1 / (static_cast<double>(design.samples()) / design.block * members);
  std::vector<double> weights(design.samples(), 0.0);
  for (int i = 0; i < design.samples(); ++i) {
    const int place = i % design.block;
    if (place == 0 || place == design.block - 1) weights[i] = weight;
  }
  return weights;
}

SweepDesign random_design(const SweepPlan& plan) {
  SweepDesign design{plan.design, random_probabilities(plan), {}, 1};
  if (plan.indices) design.block = design.axes() + 2;
  design.weights = random_weights(design);
  for (int a = 0; a < design.axes(); ++a) {
    const auto& distribution = plan.axes[a].distribution;
    for (auto& value : design.values.col(a)) value = quantile(distribution, value);
  }
  return design;
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
