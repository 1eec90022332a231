// SPDX-License-Identifier: Apache-2.0
#include "solvers/fischer_burmeister.h"

#include <doctest/doctest.h>

#include <Eigen/Core>
#include <cmath>
#include <unsupported/Eigen/AutoDiff>

using etslink::fischer_burmeister;

TEST_CASE("the Fischer-Burmeister function vanishes exactly where x F = mu^2") {
  for (const double x : {1e-6, 1e-3, 1.0, 50.0}) {
    CAPTURE(x);
    const double mu = 1e-4;
    CHECK(std::abs(fischer_burmeister(x, mu * mu / x, mu)) < 1e-16);
    CHECK(fischer_burmeister(x, 1.01 * mu * mu / x, mu) > 0);
    CHECK(fischer_burmeister(x, 0.99 * mu * mu / x, mu) < 0);
  }
}

TEST_CASE("the small one of x and F survives beside a large one") {
  // For x >> F the function tends to F (1 - F / (2 x)); the textbook formula returns 0 for F = 1e-17.
  for (const double slack : {1e-17, 1e-12, 1e-7}) {
    CAPTURE(slack);
    const double value = fischer_burmeister(3.0, slack, 0.0);
    CHECK(std::abs(value / slack - (1 - slack / 6)) < 1e-12);  // the next term is of order slack^2
    CHECK(fischer_burmeister(slack, 3.0, 0.0) == value);
  }
}

TEST_CASE("a violated pair is negative and of the size of the violation") {
  CHECK(fischer_burmeister(-1.0, 5.0, 1e-9) == doctest::Approx(4 - std::sqrt(26)).epsilon(1e-14));
  CHECK(fischer_burmeister(-2.0, -3.0, 1e-9) == doctest::Approx(-5 - std::sqrt(13)).epsilon(1e-14));
}

TEST_CASE("forward-mode derivatives agree with the closed form on all sides of the kink") {
  using Dual = Eigen::AutoDiffScalar<Eigen::Vector2d>;
  const double mu = 1e-3;
  for (const double x : {-2.0, -1e-3, 0.0, 1e-3, 2.0}) {
    for (const double slack : {-1.5, -1e-3, 0.0, 1e-3, 1.5}) {
      CAPTURE(x);
      CAPTURE(slack);
      const Dual value = fischer_burmeister(Dual(x, 2, 0), Dual(slack, 2, 1), mu);
      const double root = std::sqrt(x * x + slack * slack + 2 * mu * mu);
      CHECK(std::abs(value.value() - (x + slack - root)) < 1e-14);
      CHECK(std::abs(value.derivatives()[0] - (1 - x / root)) < 1e-13);
      CHECK(std::abs(value.derivatives()[1] - (1 - slack / root)) < 1e-13);
    }
  }
}
