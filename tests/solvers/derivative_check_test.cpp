// SPDX-License-Identifier: Apache-2.0
#include "solvers/derivative_check.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "tests/solvers/toy_systems.h"

using namespace etslink;

namespace {

// f = (x y, exp(y)) with the given derivative of the first condition to y; its true value is x.
toy::System product(bool derivative_in_pattern, double error) {
  return {{2.0, 0.5},
          [](toy::Point x) {
            return toy::Values{x[0] * x[1], std::exp(x[1])};
          },
          [=](toy::Point x) {
            toy::Rows rows = {{{0, x[1]}}, {{1, std::exp(x[1])}}};
            if (derivative_in_pattern) rows[0][1] = x[0] + error;
            return rows;
          }};
}

}  // namespace

TEST_CASE("correct derivatives agree with central differences") {
  const auto right = product(true, 0);
  CHECK(check_derivatives(right, right.start()).largest_error < 1e-9);
  const auto economy = toy::sparse_ces_economy(3, 24, 0.2);
  const toy::Values away(economy.size(), 0.1);
  CHECK(check_derivatives(economy, away).largest_error < 1e-8);
}

TEST_CASE("a wrong derivative is found and named") {
  const auto wrong = product(true, 0.01);
  const DerivativeCheck check = check_derivatives(wrong, wrong.start());
  CHECK(check.condition == "condition 0");
  CHECK(check.unknown == "unknown 1");
  CHECK(check.derivative == doctest::Approx(2.01));
  CHECK(check.difference == doctest::Approx(2.0));
  CHECK(check.largest_error == doctest::Approx(0.01 / 2.01));
}

TEST_CASE("a derivative that is missing from the pattern is found") {
  const auto incomplete = product(false, 0);
  const DerivativeCheck check = check_derivatives(incomplete, incomplete.start());
  CHECK(check.condition == "condition 0");
  CHECK(check.unknown == "unknown 1");
  CHECK(check.largest_error == doctest::Approx(2.0));
}

TEST_CASE("a derivative that is not a number is the worst") {
  const auto invalid = product(true, std::numeric_limits<double>::quiet_NaN());
  const DerivativeCheck check = check_derivatives(invalid, invalid.start());
  CHECK(std::isnan(check.largest_error));
  CHECK(check.condition == "condition 0");
}

TEST_CASE("the step follows the natural size of the unknown") {
  toy::System system(
      {3e9}, [](toy::Point x) { return toy::Values{1e-18 * x[0] * x[0]}; },
      [](toy::Point x) {
        return toy::Rows{{{0, 2e-18 * x[0]}}};
      });
  system.set_unknown_scale({1e9});
  const DerivativeCheck check = check_derivatives(system, system.start());
  CHECK(check.derivative == doctest::Approx(6.0));
  CHECK(check.largest_error < 1e-9);
}
