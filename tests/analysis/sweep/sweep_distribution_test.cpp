// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>

#include "analysis/sweep/distribution.h"

namespace etslink {
namespace {

using Kind = Distribution::Kind;
constexpr double infinity = std::numeric_limits<double>::infinity();

struct Expected {
  const char* name;
  Distribution distribution;
  double quantiles[4];  // at 0.001, 0.3, 0.5, 0.9
  double mean, deviation;
};

// SciPy 1.10: triang(0.25, 1, 4), norm(2, 3), truncnorm, lognorm(0.5, scale=2): ppf, mean, std; the truncated
// log-normal from truncnorm.ppf and quad of its density.
const Expected expected[] = {
    {"uniform", {Kind::uniform, {-1, 3}}, {-0.996, 0.2, 1, 2.6}, 1, 4 / std::sqrt(12.0)},
    {"triangular",
     {Kind::triangular, {1, 2, 5}},
     {1.0632455532033676, 2.1017246507621126, 2.550510257216822, 3.904554884989668},
     8.0 / 3,
     0.8498365855987975},
    {"normal", {Kind::normal, {2, 3}}, {-7.27069691850344, 0.42679846187587733, 2, 5.8446546966338015}, 2, 3},
    {"truncated normal",
     {Kind::normal, {2, 3}, {}, 0, 4},
     {0.00464638625913327, 1.2476981206736704, 2, 3.556022153095376},
     2,
     1.1207316437968262},
    {"tail of a normal",
     {Kind::normal, {0, 1}, {}, 6, infinity},
     {6.00016245681254, 6.05765262303466, 6.111565061813439, 6.363414284520762},
     6.158482604544619,
     0.15487942661644763},
    {"log-normal",
     {Kind::log_normal, {2, 0.5}},
     {0.42657419166027155, 1.5387138793285178, 2, 3.795905414669421},
     2.2662969061336526,
     1.2078010664217622},
    {"truncated log-normal",
     {Kind::log_normal, {2, 0.5}, {}, 1, 5},
     {1.0028879626393912, 1.6449615561947655, 2.0629178154764602, 3.5828171408021716},
     2.25424067876937,
     0.8977320245295973},
    {"discrete", {Kind::discrete, {10, 20, 40}, {0.25, 0.5, 0.25}}, {10, 20, 20, 40}, 22.5, std::sqrt(118.75)},
    {"values", {Kind::values, {1, 2, 3, 4}}, {1, 2, 3, 4}, 2.5, std::sqrt(1.25)}};

}  // namespace

TEST_CASE("quantiles, means and deviations of all distributions are those of SciPy") {
  const double probabilities[] = {0.001, 0.3, 0.5, 0.9};
  for (const auto& row : expected) {
    CAPTURE(row.name);
    for (int i = 0; i < 4; ++i) {
      CAPTURE(i);
      CHECK(quantile(row.distribution, probabilities[i]) == doctest::Approx(row.quantiles[i]).epsilon(1e-11));
    }
    CHECK(mean(row.distribution) == doctest::Approx(row.mean).epsilon(1e-11));
    // the tail's variance is a small difference of large moments
    CHECK(standard_deviation(row.distribution) == doctest::Approx(row.deviation).epsilon(1e-9));
  }
}

TEST_CASE("the middle points of equal probabilities have the moments of their distribution") {
  constexpr int parts = 200000;
  for (const auto& row : expected) {
    CAPTURE(row.name);
    double sum = 0, squares = 0;
    int outside = 0;
    for (int i = 0; i < parts; ++i) {
      const double value = quantile(row.distribution, (i + 0.5) / parts);
      outside += value < row.distribution.least || value > row.distribution.largest;
      sum += value;
      squares += (value - row.mean) * (value - row.mean);
    }
    CHECK(outside == 0);
    CHECK(sum / parts == doctest::Approx(row.mean).epsilon(1e-4));
    CHECK(std::sqrt(squares / parts) == doctest::Approx(row.deviation).epsilon(1e-3));
  }
}

TEST_CASE("truncation leaves no probability at the limits") {
  const Distribution truncated{Kind::normal, {0, 1}, {}, -0.5, 0.5};
  CHECK(quantile(truncated, 0.01) > -0.5);
  CHECK(quantile(truncated, 0.02) > quantile(truncated, 0.01));
  CHECK(kept_probability(truncated) == doctest::Approx(0.3829249225480263).epsilon(1e-12));  // erf(0.5/sqrt(2))
}

TEST_CASE("the extreme draws of a normal keep their accuracy on both sides") {
  const Distribution normal{Kind::normal, {0, 1}};
  CHECK(quantile(normal, 0x1p-53) == doctest::Approx(-8.209536151601387).epsilon(1e-12));  // norm.ppf(2**-53)
  CHECK(quantile(normal, 1 - 0x1p-53) == doctest::Approx(8.209536151601387).epsilon(1e-12));
}

TEST_CASE("symmetry and kurtosis are those a quadrature needs") {
  CHECK(kurtosis({Kind::uniform, {0, 7}}) == doctest::Approx(1.8).epsilon(1e-14));
  CHECK(kurtosis({Kind::triangular, {1, 2, 3}}) == doctest::Approx(2.4).epsilon(1e-14));
  CHECK(kurtosis({Kind::normal, {1, 2}}) == doctest::Approx(3).epsilon(1e-14));
  CHECK(kurtosis({Kind::log_normal, {1, 2}}) == doctest::Approx(3).epsilon(1e-14));
  // SciPy: truncnorm(-1.5, 1.5).stats('k') + 3
  CHECK(kurtosis({Kind::normal, {5, 2}, {}, 2, 8}) == doctest::Approx(2.1221149331840223).epsilon(1e-12));
  CHECK_FALSE(is_symmetric({Kind::triangular, {1, 2, 4}}));
  CHECK_FALSE(is_symmetric({Kind::normal, {5, 2}, {}, 2, 9}));
  CHECK_FALSE(is_symmetric({Kind::values, {1, 2}}));
  CHECK(value_at({Kind::log_normal, {2, 0.5}}, 1) == doctest::Approx(2 * std::exp(0.5)).epsilon(1e-14));
}

TEST_CASE("a distribution is described as the study states it") {
  CHECK(describe({Kind::normal, {1, 0.25}, {}, 0.5, infinity}) == "normal [1, 0.25], min 0.5");
  CHECK(describe({Kind::discrete, {1, 2}, {0.25, 0.75}}) == "discrete [1, 2] with weights [0.25, 0.75]");
}

}  // namespace etslink
