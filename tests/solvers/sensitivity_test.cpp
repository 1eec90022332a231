// SPDX-License-Identifier: Apache-2.0
#include "solvers/sensitivity.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "tests/solvers/toy_systems.h"

using namespace etslink;

TEST_CASE("forward and adjoint derivatives of a solution agree with its known slope") {
  // x^2 + y^2 = 5 + t, x y = 2 at (2, 1): 4 dx + 2 dy = dt, dx + 2 dy = 0, so dx = 1/3 and dy = -1/6.
  const auto system = toy::circle_and_hyperbola({2, 1});
  ImplicitDerivative derivative;
  REQUIRE(derivative.linearise(system, system.start()));
  const auto slope = derivative.forward(std::vector<double>{-1, 0});
  REQUIRE(slope.has_value());
  CHECK(std::abs((*slope)[0] - 1.0 / 3) < 1e-12);
  CHECK(std::abs((*slope)[1] + 1.0 / 6) < 1e-12);
  const auto multiplier = derivative.adjoint(std::vector<double>{1, 10});
  REQUIRE(multiplier.has_value());
  CHECK(std::abs(-(*multiplier)[0] * -1 - (1.0 / 3 - 10.0 / 6)) < 1e-12);
}

TEST_CASE("one factorisation serves both directions on a system of many blocks") {
  const auto system = toy::bordered_blocks(12, 0.1);
  std::vector<double> x, by_parameter, by_unknown;
  for (int i = 0; i < system.size(); ++i) {
    x.push_back(std::cos(i));
    by_parameter.push_back(std::sin(3.0 * i));
    by_unknown.push_back(std::cos(5.0 * i));
  }
  ImplicitDerivative derivative;
  REQUIRE(derivative.linearise(system, x));
  const auto slope = derivative.forward(by_parameter);
  const auto multiplier = derivative.adjoint(by_unknown);
  REQUIRE(slope.has_value());
  REQUIRE(multiplier.has_value());
  const double forward = std::inner_product(by_unknown.begin(), by_unknown.end(), slope->begin(), 0.0);
  const double adjoint = -std::inner_product(multiplier->begin(), multiplier->end(), by_parameter.begin(), 0.0);
  CHECK(std::abs(forward) > 0.01);
  CHECK(std::abs(forward - adjoint) < 1e-9 * std::abs(forward));
}

TEST_CASE("a singular Jacobian has no derivative") {
  const auto system = toy::powell_singular({0, 0});
  ImplicitDerivative derivative;
  REQUIRE(derivative.linearise(system, system.start()));
  CHECK_FALSE(derivative.forward(std::vector<double>{0, 1}).has_value());
}

TEST_CASE("difference formulas are exact for polynomials of the fourth degree") {
  const auto f = [](double t) { return 3 * t * t * t * t - 2 * t * t * t + t * t - 5 * t + 1; };
  for (const auto& formula : {central_difference(), one_sided_difference()}) {
    double slope = 0;
    for (const auto& [offset, weight] : formula) slope += weight / 0.1 * f(0.7 + offset * 0.1);
    CHECK(std::abs(slope - (12 * 0.343 - 6 * 0.49 + 1.4 - 5)) < 1e-12);
  }
}
