// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "analysis/sweep/statistics.h"

namespace etslink {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

SweepDesign design_of(DesignKind kind, const Eigen::MatrixXd& values) {
  const auto samples = static_cast<std::size_t>(values.rows());
  return {kind, values, std::vector<double>(samples, 1.0 / static_cast<double>(samples)), 1};
}

const std::vector<double> column{3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5};

SweepDesign eleven_samples() {
  Eigen::MatrixXd axis(11, 1);
  axis << 2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4;
  return design_of(DesignKind::monte_carlo, axis);
}

}  // namespace

TEST_CASE("mean, deviation and quantiles are those of NumPy") {
  const auto statistics = column_statistics(eleven_samples(), column);
  CHECK(statistics.count == 11);
  CHECK(statistics.missing == 0);
  // x.mean(), x.std(ddof=1), std/sqrt(11), np.quantile(x, [.05, .25, .5, .75, .95])
  CHECK(statistics.mean == doctest::Approx(4).epsilon(1e-14));
  CHECK(statistics.deviation == doctest::Approx(2.3664319132398464).epsilon(1e-14));
  CHECK(statistics.standard_error == doctest::Approx(0.7135060680126758).epsilon(1e-14));
  CHECK(statistics.least == 1);
  CHECK(statistics.largest == 9);
  const double expected[] = {1, 2.5, 4, 5, 7.5};
  for (int q = 0; q < 5; ++q) CHECK(statistics.quantiles[q] == doctest::Approx(expected[q]).epsilon(1e-14));
}

TEST_CASE("correlations are those of SciPy, with mean ranks of ties") {
  const auto correlations = axis_correlations(eleven_samples(), column);
  REQUIRE(correlations.size() == 1);
  // scipy.stats.pearsonr, spearmanr
  CHECK(correlations[0].pearson == doctest::Approx(0.09422924859889797).epsilon(1e-13));
  CHECK(correlations[0].spearman == doctest::Approx(0.1384567651467695).epsilon(1e-13));
}

TEST_CASE("samples without a value are left out and counted") {
  const Eigen::MatrixXd axis = Eigen::VectorXd::LinSpaced(5, 1, 5);
  const auto design = design_of(DesignKind::monte_carlo, axis);
  const std::vector<double> values{10, none, 30, none, 50};
  const auto statistics = column_statistics(design, values);
  CHECK(statistics.count == 3);
  CHECK(statistics.averaged == 3);
  CHECK(statistics.missing == 2);
  CHECK(statistics.mean == doctest::Approx(30).epsilon(1e-14));
  CHECK(statistics.deviation == doctest::Approx(20).epsilon(1e-14));
  CHECK(statistics.quantiles[2] == 30);
  CHECK(axis_correlations(design, values)[0].pearson == doctest::Approx(1).epsilon(1e-14));

  const auto nothing = column_statistics(design, std::vector<double>(5, none));
  CHECK(nothing.missing == 5);
  CHECK(std::isnan(nothing.mean));
  CHECK(std::isnan(nothing.least));
  CHECK(std::isnan(nothing.quantiles[0]));
}

TEST_CASE("the running mean ends at the mean and passes through tenths of the samples") {
  std::vector<double> values;
  for (int i = 1; i <= 20; ++i) values.push_back(i);
  const auto statistics = column_statistics(design_of(DesignKind::sobol, Eigen::MatrixXd::Zero(20, 1)), values);
  CHECK(statistics.running_mean[0] == 1.5);  // of 1, 2
  CHECK(statistics.running_mean[4] == 5.5);  // of 1 .. 10
  CHECK(statistics.running_mean[9] == 10.5);
}

TEST_CASE("a column that does not vary has its value, no deviation and no correlation") {
  const auto statistics = column_statistics(eleven_samples(), std::vector<double>(11, 0.1));
  CHECK(statistics.mean == 0.1);
  CHECK(statistics.deviation == 0);
  CHECK(std::isnan(axis_correlations(eleven_samples(), std::vector<double>(11, 0.1))[0].spearman));
}

TEST_CASE("a quadrature gives mean and deviation by its weights and can't do without a point") {
  Eigen::MatrixXd points(3, 1);
  points << 1, 2, 3;
  SweepDesign design{DesignKind::quadrature, points, {0.25, 0.5, 0.25}, 1};
  auto statistics = column_statistics(design, std::vector<double>{1, 2, 7});
  CHECK(statistics.mean == doctest::Approx(3).epsilon(1e-14));
  CHECK(statistics.deviation == doctest::Approx(std::sqrt(5.5)).epsilon(1e-14));
  CHECK(std::isnan(statistics.standard_error));
  CHECK(std::isnan(statistics.quantiles[2]));
  CHECK(std::isnan(statistics.running_mean[9]));
  statistics = column_statistics(design, std::vector<double>{1, none, 7});
  CHECK(std::isnan(statistics.mean));
  CHECK(statistics.largest == 7);
}

TEST_CASE("a grid with probabilities has weighted mean and quantiles") {
  Eigen::MatrixXd points(3, 1);
  points << 1, 2, 3;
  const SweepDesign design{DesignKind::grid, points, {0.1, 0.2, 0.7}, 1};
  const auto statistics = column_statistics(design, std::vector<double>{30, 20, 10});
  CHECK(statistics.mean == doctest::Approx(14).epsilon(1e-14));
  CHECK(statistics.quantiles[1] == 10);
  CHECK(statistics.quantiles[3] == 20);
  CHECK(statistics.quantiles[4] == 30);
}

// f = sin x + 7 sin^2 y + 0.1 z^4 sin x on [-pi, pi]^3 (Ishigami and Homma 1990), whose variance parts are known.
TEST_CASE("Sobol' indices of the Ishigami function are the analytic ones within their errors") {
  const double pi = std::numbers::pi, a = 7, b = 0.1;
  SweepPlan plan;
  plan.design = DesignKind::sobol;
  plan.samples = 8192;
  plan.indices = true;
  plan.axes.assign(3, {"", {}, AxisApply::set, {Distribution::Kind::uniform, {-pi, pi}}, {}});
  const auto design = make_design(plan);
  std::vector<double> values;
  for (int i = 0; i < design.samples(); ++i) {
    const auto x = design.values.row(i);
    values.push_back(std::sin(x[0]) * (1 + b * std::pow(x[2], 4)) + a * std::pow(std::sin(x[1]), 2));
  }
  const double x_part = std::pow(1 + b * std::pow(pi, 4) / 5, 2) / 2, y_part = a * a / 8;
  const double xz_part = b * b * std::pow(pi, 8) * (1.0 / 18 - 1.0 / 50), variance = x_part + y_part + xz_part;
  const double first[] = {x_part / variance, y_part / variance, 0};
  const double total[] = {(x_part + xz_part) / variance, y_part / variance, xz_part / variance};
  const auto indices = sobol_indices(design, values);
  REQUIRE(indices.size() == 3);
  for (int i = 0; i < 3; ++i) {
    CAPTURE(i);
    CHECK(std::abs(indices[i].first - first[i]) < 0.005);
    CHECK(std::abs(indices[i].total - total[i]) < 0.005);
    // errors are those of random points, which a Sobol' sequence stays below
    CHECK(std::abs(indices[i].first - first[i]) < 2 * indices[i].first_error + 1e-12);
    CHECK(indices[i].first_error < 0.03);
    CHECK(indices[i].total_error < 0.03);
    CHECK(indices[i].total_error > 0);
  }
  const auto statistics = column_statistics(design, values);
  CHECK(statistics.mean == doctest::Approx(a / 2).epsilon(1e-3));
  CHECK(statistics.deviation == doctest::Approx(std::sqrt(variance)).epsilon(2e-3));
  CHECK(statistics.standard_error == doctest::Approx(std::sqrt(variance / 16384)).epsilon(2e-3));
}

namespace {

// 3 x + y on [0, 1]^2 in blocks for Sobol' indices: nine tenths of the variance are of x.
struct LinearColumn {
  SweepDesign design;
  std::vector<double> values;
  explicit LinearColumn(int base_points) {
    SweepPlan plan;
    plan.design = DesignKind::sobol;
    plan.samples = base_points;
    plan.indices = true;
    plan.axes.assign(2, {"", {}, AxisApply::set, {Distribution::Kind::uniform, {0, 1}}, {}});
    design = make_design(plan);
    for (int i = 0; i < design.samples(); ++i) values.push_back(3 * design.values(i, 0) + design.values(i, 1));
  }
};

}  // namespace

TEST_CASE("a missing sample takes its whole block out of the Sobol' indices of every axis") {
  LinearColumn data(256);
  CHECK(sobol_blocks(data.design, data.values) == 256);
  LinearColumn without_first(256);
  for (int i = 0; i < 4; ++i) without_first.values[i] = none;
  const auto expected = sobol_indices(data.design, without_first.values);
  data.values[2] = none;  // first block, column 2 exchanged
  CHECK(sobol_blocks(data.design, data.values) == 255);
  const auto indices = sobol_indices(data.design, data.values);
  for (int a = 0; a < 2; ++a) {
    CHECK(indices[a].first == expected[a].first);
    CHECK(indices[a].total == expected[a].total);
  }
  CHECK(indices[0].first == doctest::Approx(0.9).epsilon(0.02));
  CHECK(indices[1].total == doctest::Approx(0.1).epsilon(0.02));
  CHECK(sobol_indices(eleven_samples(), column).empty());
  CHECK(sobol_blocks(eleven_samples(), column) == 0);
}

TEST_CASE("with fewer than two complete blocks there are no Sobol' indices") {
  LinearColumn data(4);
  for (int block = 0; block < 3; ++block) data.values[4 * block + 1] = none;
  const auto indices = sobol_indices(data.design, data.values);
  REQUIRE(indices.size() == 2);
  CHECK(std::isnan(indices[0].first));
  CHECK(std::isnan(indices[1].total));
}

TEST_CASE("tornado swings are differences of the low and the high sample") {
  const SweepDesign design{DesignKind::tornado, Eigen::MatrixXd::Zero(5, 2), std::vector<double>(5, 0.0), 5};
  const auto swings = tornado_swings(design, std::vector<double>{10, 8, 13, 11, none});
  REQUIRE(swings.size() == 2);
  CHECK(swings[0].low == 8);
  CHECK(swings[0].high == 13);
  CHECK(swings[0].swing == 5);
  CHECK(std::isnan(swings[1].swing));
  CHECK(std::isnan(column_statistics(design, std::vector<double>{10, 8, 13, 11, none}).mean));
  CHECK(tornado_swings(eleven_samples(), column).empty());
}

}  // namespace etslink
