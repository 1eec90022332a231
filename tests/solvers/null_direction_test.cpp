// SPDX-License-Identifier: Apache-2.0
#include "solvers/null_direction.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "tests/solvers/toy_systems.h"

using namespace etslink;

namespace {

// A linear system with these coefficients; zeros are no entries.
toy::System linear(const std::vector<toy::Values>& matrix) {
  toy::Rows rows(matrix.size());
  for (std::size_t i = 0; i < matrix.size(); ++i) {
    for (std::size_t j = 0; j < matrix.size(); ++j) {
      if (matrix[i][j] != 0) rows[i][static_cast<int>(j)] = matrix[i][j];
    }
  }
  return {toy::Values(matrix.size(), 0.0), [size = matrix.size()](toy::Point) { return toy::Values(size, 0.0); },
          [rows](toy::Point) { return rows; }};
}

NullDirection direction(const toy::System& system, const std::vector<int>& fixed = {}) {
  return find_null_direction(system, system.start(), fixed);
}

}  // namespace

TEST_CASE("a solution that the conditions determine has no null direction") {
  CHECK(direction(toy::circle_and_hyperbola({2.0, 1.0})).strength > 0.1);
  // (1, 1) is where circle and hyperbola would touch: the rows are parallel.
  CHECK(direction(toy::circle_and_hyperbola({1.0, 1.0})).strength < 1e-12);
}

TEST_CASE("the null direction of a singular Jacobian tells how far each unknown moves") {
  const auto found = direction(linear({{1, 2, 0, 0}, {2, 4, 0, 0}, {0, 0, 1, 0}, {0, 0, 1, 3}}));
  CHECK(found.strength < 1e-12);
  REQUIRE(found.components.size() == 4);
  const toy::Values expected{1, 0.5, 0, 0};  // along (2, -1, 0, 0)
  for (std::size_t u = 0; u < 4; ++u) CHECK(found.components[u] == doctest::Approx(expected[u]).epsilon(1e-12));
}

TEST_CASE("units and small markets make no singular Jacobian") {
  const double tiny = 1e-8, huge = 1e6;
  const auto system = linear({{tiny, 2 * tiny, 0}, {3 * tiny, -tiny, 0}, {1, huge, huge}});
  CHECK(direction(system).strength > 1e-3);
  auto scaled = linear({{1, 0.5}, {0.5, -1}});
  scaled.set_unknown_scale({1e-9, 1e6});
  CHECK(direction(scaled).strength > 0.1);
}

TEST_CASE("a Jacobian that has lost two ranks or more is still told") {
  CHECK(direction(linear({{1, 1, 1}, {1, 1, 1}, {1, 1, 1}})).strength < 1e-12);
  CHECK(direction(linear({{1, 1, 1, 1}, {1, 1, 1, 1}, {1, 1, 1, 1}, {1, 1, 1, 1}})).strength < 1e-12);
}

TEST_CASE("one solve tells most regular Jacobians, and never takes a singular one for regular") {
  const auto regular = toy::circle_and_hyperbola({2.0, 1.0});
  CHECK(is_clearly_regular(regular, regular.start()));
  for (const auto& matrix : {std::vector<toy::Values>{{1, 2, 0, 0}, {2, 4, 0, 0}, {0, 0, 1, 0}, {0, 0, 1, 3}},
                             {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}},
                             {{1, 1}, {1, 1 + 1e-13}}}) {
    const auto system = linear(matrix);
    CHECK_FALSE(is_clearly_regular(system, system.start()));
  }
  const auto small_market = linear({{1e-13, 2e-13, 0}, {3e-13, -1e-13, 0}, {0, 0, 1}});
  CHECK(is_clearly_regular(small_market, small_market.start()));
}

TEST_CASE("a row that keeps its unknown replaces one that says nothing new") {
  const auto system = linear({{1, 1}, {1, 1}});
  CHECK(direction(system).strength < 1e-12);
  CHECK(direction(system, {1}).strength > 0.1);
}

TEST_CASE("nothing is said of a Jacobian that is not a number") {
  CHECK(std::isnan(direction(linear({{1, std::numeric_limits<double>::quiet_NaN()}, {1, 1}})).strength));
}
