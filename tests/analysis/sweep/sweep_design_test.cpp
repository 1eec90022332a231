// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "analysis/sweep/design.h"
#include "analysis/sweep/philox.h"
#include "analysis/sweep/ranks.h"
#include "analysis/sweep/sobol_sequence.h"
#include "analysis/sweep/statistics.h"

namespace etslink {
namespace {

using Kind = Distribution::Kind;

SweepPlan plan_of(DesignKind design, int samples, std::vector<Distribution> distributions) {
  SweepPlan plan;
  plan.design = design;
  plan.samples = samples;
  for (auto& distribution : distributions) plan.axes.push_back({"", {}, AxisApply::set, std::move(distribution), {}});
  return plan;
}

const Distribution unit{Kind::uniform, {0, 1}};

double rank_correlation(const SweepDesign& design, int a, int b) {
  const Eigen::VectorXd column = design.values.col(a);
  return axis_correlations(design, {column.data(), static_cast<std::size_t>(column.size())})[b].spearman;
}

}  // namespace

TEST_CASE("Philox gives the known answers of Random123") {
  using Words = std::array<std::uint32_t, 4>;
  CHECK(philox({0, 0, 0, 0}, {0, 0}) == Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  constexpr std::uint32_t ones = 0xffffffff;
  CHECK(philox({ones, ones, ones, ones}, {ones, ones}) == Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("the unscrambled Sobol' sequence is that of SciPy") {
  const auto sequence = SobolSequence::unscrambled(most_sobol_dimensions);
  struct Place {
    int index, dimension;
    double coordinate;
  };
  // SciPy 1.10: qmc.Sobol(3667, scramble=False).random(1024)
  for (const Place place :
       {Place{0, 5, 0}, Place{1, 0, 0.5}, Place{5, 1, 0.875}, Place{100, 2, 0.7734375}, Place{777, 9, 0.3232421875},
        Place{1023, 40, 0.6318359375}, Place{513, 64, 0.0458984375}, Place{1000, 127, 0.5439453125},
        Place{1023, 1999, 0.3037109375}, Place{1000, 3666, 0.8935546875}}) {
    CAPTURE(place.index);
    CHECK(sequence.digits(static_cast<std::uint32_t>(place.index), place.dimension) * 0x1p-32 == place.coordinate);
  }
}

TEST_CASE("a scrambled Sobol' sequence has one point in each of 2^k parts of every dimension") {
  constexpr int points = 256;
  const SobolSequence sequence(128, 7), other(128, 8);
  for (int d = 0; d < 128; ++d) {
    CAPTURE(d);
    std::set<int> parts;
    for (std::uint32_t i = 0; i < points; ++i) parts.insert(static_cast<int>(points * sequence.coordinate(i, d)));
    CHECK(parts.size() == points);
    CHECK(sequence.digits(0, d) != other.digits(0, d));
    // shift and matrix: neighbours differ from those of another seed by more than a constant
    CHECK((sequence.digits(0, d) ^ sequence.digits(77, d)) != (other.digits(0, d) ^ other.digits(77, d)));
  }
}

TEST_CASE("a sample is the same whatever the number of samples") {
  for (const auto design : {DesignKind::monte_carlo, DesignKind::sobol}) {
    CAPTURE(static_cast<int>(design));
    const auto few = make_design(plan_of(design, 100, {unit, {Kind::normal, {0, 1}}}));
    const auto many = make_design(plan_of(design, 1000, {unit, {Kind::normal, {0, 1}}}));
    CHECK(few.values == many.values.topRows(100));
    auto with_axis = plan_of(design, 100, {unit, {Kind::normal, {0, 1}}, unit});
    CHECK(make_design(with_axis).values.leftCols(2) == few.values);
  }
}

TEST_CASE("samples depend on the seed and on nothing else") {
  for (const auto design : {DesignKind::monte_carlo, DesignKind::latin_hypercube, DesignKind::sobol}) {
    CAPTURE(static_cast<int>(design));
    auto plan = plan_of(design, 50, {unit, unit});
    const auto first = make_design(plan);
    CHECK(make_design(plan).values == first.values);
    plan.seed = 2;
    CHECK((make_design(plan).values - first.values).cwiseAbs().minCoeff() > 0);
    plan.seed = 1 + (1ULL << 32);  // the upper half of a seed counts as well
    CHECK((make_design(plan).values - first.values).cwiseAbs().minCoeff() > 0);
    CHECK((first.values.col(0) - first.values.col(1)).cwiseAbs().minCoeff() > 0);
  }
}

TEST_CASE("random designs have the moments of their distributions") {
  const std::vector<Distribution> distributions{
      unit, {Kind::triangular, {1, 2, 5}}, {Kind::log_normal, {2, 0.5}}, {Kind::discrete, {1, 2}, {0.3, 0.7}}};
  for (const auto design : {DesignKind::monte_carlo, DesignKind::latin_hypercube, DesignKind::sobol}) {
    CAPTURE(static_cast<int>(design));
    const auto samples = make_design(plan_of(design, 16384, distributions));
    // the error of a mean of n random numbers, four times; the even designs are far below
    const double error = design == DesignKind::monte_carlo ? 4.0 / 128 : 0.2 / 128;
    for (int a = 0; a < samples.axes(); ++a) {
      CAPTURE(a);
      const double deviation = standard_deviation(distributions[a]);
      CHECK(std::abs(samples.values.col(a).mean() - mean(distributions[a])) < error * deviation);
      const double variance = (samples.values.col(a).array() - mean(distributions[a])).square().mean();
      CHECK(std::sqrt(variance) == doctest::Approx(deviation).epsilon(0.03));
      for (int b = 0; b < a; ++b) CHECK(std::abs(rank_correlation(samples, a, b)) < 4.0 / 128);
    }
  }
}

TEST_CASE("a Latin hypercube has one sample in each stratum, with correlations too") {
  auto plan = plan_of(DesignKind::latin_hypercube, 500, {unit, unit, unit});
  for (const bool is_correlated : {false, true}) {
    CAPTURE(is_correlated);
    if (is_correlated) plan.rank_correlation = Eigen::Matrix3d{{1, 0.8, 0}, {0.8, 1, 0}, {0, 0, 1}};
    const auto design = make_design(plan);
    for (int a = 0; a < 3; ++a) {
      std::set<int> strata;
      for (int i = 0; i < 500; ++i) strata.insert(static_cast<int>(500 * design.values(i, a)));
      CHECK(strata.size() == 500);
    }
    CHECK(rank_correlation(design, 0, 1) == doctest::Approx(is_correlated ? 0.8 : 0).epsilon(0.1));
  }
}

TEST_CASE("random designs reach the rank correlations they are asked for") {
  Eigen::Matrix3d wanted{{1, 0.7, -0.4}, {0.7, 1, 0}, {-0.4, 0, 1}};
  for (const auto design : {DesignKind::monte_carlo, DesignKind::latin_hypercube, DesignKind::sobol}) {
    CAPTURE(static_cast<int>(design));
    auto plan = plan_of(design, 16384, {unit, {Kind::log_normal, {1, 1}}, {Kind::triangular, {0, 1, 5}}});
    plan.rank_correlation = wanted;
    const auto samples = make_design(plan);
    const double tolerance = design == DesignKind::monte_carlo ? 0.02 : 0.01;
    for (int a = 0; a < 3; ++a) {
      for (int b = 0; b < a; ++b) CHECK(std::abs(rank_correlation(samples, a, b) - wanted(a, b)) < tolerance);
      CHECK(samples.values.col(a).mean() == doctest::Approx(mean(plan.axes[a].distribution)).epsilon(0.03));
    }
  }
}

TEST_CASE("axes that are fully correlated move together") {
  auto plan = plan_of(DesignKind::monte_carlo, 100, {unit, unit});
  plan.rank_correlation = Eigen::Matrix2d{{1, -1}, {-1, 1}};
  const auto design = make_design(plan);
  CHECK((design.values.col(0) + design.values.col(1)).isApproxToConstant(1, 1e-6));
}

TEST_CASE("blocks for Sobol' indices exchange one column after another") {
  auto plan = plan_of(DesignKind::sobol, 8, {unit, unit, unit});
  plan.indices = true;
  const auto design = make_design(plan);
  REQUIRE(design.samples() == 8 * 5);
  REQUIRE(design.block == 5);
  for (int start = 0; start < design.samples(); start += 5) {
    for (int a = 0; a < 3; ++a) {
      for (int column = 0; column < 3; ++column)
        CHECK(design.values(start + 1 + a, column) == design.values(start + (column == a ? 4 : 0), column));
    }
    CHECK((design.values.row(start) - design.values.row(start + 4)).cwiseAbs().minCoeff() > 0);
  }
  CHECK(design.weights[0] == 1.0 / 16);
  CHECK(design.weights[2] == 0);
  CHECK(design.weights[4] == 1.0 / 16);
}

TEST_CASE("a grid has every combination once, with the product of the probabilities") {
  const auto plan =
      plan_of(DesignKind::grid, 0, {{Kind::values, {1, 2}}, {Kind::discrete, {5, 6, 7}, {0.2, 0.3, 0.5}}});
  const auto design = make_design(plan);
  Eigen::MatrixXd expected(6, 2);
  expected << 1, 5, 1, 6, 1, 7, 2, 5, 2, 6, 2, 7;
  CHECK(design.values == expected);
  CHECK(design.weights == std::vector<double>{0.1, 0.15, 0.25, 0.1, 0.15, 0.25});
}

TEST_CASE("a tornado moves one axis at a time from the medians") {
  auto plan = plan_of(DesignKind::tornado, 0, {unit, {Kind::uniform, {10, 20}}});
  plan.low_quantile = 0.1;
  plan.high_quantile = 0.8;
  Eigen::MatrixXd expected(5, 2);
  expected << 0.5, 15, 0.1, 15, 0.8, 15, 0.5, 11, 0.5, 18;
  CHECK(make_design(plan).values.isApprox(expected, 1e-14));
}

}  // namespace etslink
