// SPDX-License-Identifier: Apache-2.0
#include "analysis/sweep/fixed_design.h"

#include <cmath>
#include <numbers>

namespace etslink {
namespace {

using Eigen::MatrixXd;

// A quadrature for standardized distributions: points in deviations from the mean.
struct StandardPoints {
  MatrixXd distance;  // points x axes
  std::vector<double> weights;
};

// Stroud (1957): points k = 1..2n with the coordinates sqrt(2) cos((2r-1) k pi/n), sqrt(2) sin((2r-1) k pi/n) for
// r = 1..n/2; where n is odd the last coordinate is (-1)^k.
StandardPoints stroud_degree_3(int n) {
  StandardPoints points{MatrixXd(2 * n, n), std::vector<double>(2 * n, 0.5 / n)};
  for (int k = 1; k <= 2 * n; ++k) {
    for (int pair = 0; pair < n / 2; ++pair) {
      const double angle = (2 * pair + 1) * k * std::numbers::pi / n;
      points.distance(k - 1, 2 * pair) = std::numbers::sqrt2 * std::cos(angle);
      points.distance(k - 1, 2 * pair + 1) = std::numbers::sqrt2 * std::sin(angle);
    }
    if (n % 2 == 1) points.distance(k - 1, n - 1) = k % 2 == 0 ? 1 : -1;
  }
  return points;
}

// Points 0, +-a_i e_i and +-a_i e_i +-a_j e_j with a_i^2 = kurtosis_i. The moments x_i^2 x_j^2, x_i^2, 1 give the
// weights of pairs, single axes and the centre, in this order; x_i^4 then holds because of the choice of a_i.
StandardPoints symmetric_degree_5(const std::vector<double>& kurtosis) {
  const int n = static_cast<int>(kurtosis.size());
  StandardPoints points{MatrixXd::Zero(2 * n * n + 1, n), std::vector<double>(2 * n * n + 1, 0.0)};
  int row = 1;
  double sum = 0;
  const auto add = [&](double weight) {
    sum += weight;
    points.weights[row++] = weight;
  };
  for (int i = 0; i < n; ++i) {
    double others = 0;
    for (int j = 0; j < n; ++j) others += j == i ? 0 : 1 / kurtosis[j];
    for (const double side : {-1, 1}) {
      points.distance(row, i) = side * std::sqrt(kurtosis[i]);
      add((1 - others) / (2 * kurtosis[i]));
    }
  }
  for (int i = 0; i < n; ++i) {
    for (int j = i + 1; j < n; ++j) {
      for (int corner = 0; corner < 4; ++corner) {
        points.distance(row, i) = (corner < 2 ? -1 : 1) * std::sqrt(kurtosis[i]);
        points.distance(row, j) = (corner % 2 == 0 ? -1 : 1) * std::sqrt(kurtosis[j]);
        add(1 / (4 * kurtosis[i] * kurtosis[j]));
      }
    }
  }
  points.weights[0] = 1 - sum;
  return points;
}

}  // namespace

SweepDesign quadrature_design(const SweepPlan& plan) {
  std::vector<double> kurtoses;
  for (const auto& axis : plan.axes) kurtoses.push_back(kurtosis(axis.distribution));
  auto points = plan.degree == 3 ? stroud_degree_3(static_cast<int>(kurtoses.size())) : symmetric_degree_5(kurtoses);
  SweepDesign design{plan.design, points.distance, std::move(points.weights)};
  for (int a = 0; a < design.axes(); ++a) {
    const auto& distribution = plan.axes[a].distribution;
    design.values.col(a) = points.distance.col(a).unaryExpr([&](double d) { return value_at(distribution, d); });
  }
  return design;
}

SweepDesign grid_design(const SweepPlan& plan) {
  const int samples = static_cast<int>(sample_count(plan));
  SweepDesign design{plan.design, MatrixXd(samples, plan.axes.size()), std::vector<double>(samples, 1.0)};
  int repeats = 1;  // of a value before the next one follows
  for (int a = design.axes() - 1; a >= 0; --a) {
    const auto& distribution = plan.axes[a].distribution;
    const int count = static_cast<int>(distribution.numbers.size());
    for (int i = 0; i < samples; ++i) {
      const int choice = i / repeats % count;
      design.values(i, a) = distribution.numbers[choice];
      design.weights[i] *= distribution.weights.empty() ? 1.0 / count : distribution.weights[choice];
    }
    repeats *= count;
  }
  return design;
}

SweepDesign tornado_design(const SweepPlan& plan) {
  const int samples = static_cast<int>(sample_count(plan));
  SweepDesign design{plan.design, MatrixXd(samples, plan.axes.size()), std::vector<double>(samples, 0.0), samples};
  for (int a = 0; a < design.axes(); ++a) {
    const auto& distribution = plan.axes[a].distribution;
    design.values.col(a).setConstant(quantile(distribution, 0.5));
    design.values(1 + 2 * a, a) = quantile(distribution, plan.low_quantile);
    design.values(2 + 2 * a, a) = quantile(distribution, plan.high_quantile);
  }
  return design;
}

}  // namespace etslink
