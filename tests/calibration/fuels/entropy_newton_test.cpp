// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/entropy_newton.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace etslink;

namespace {

EntropyTask two_values(double first_weight) {
  EntropyTask problem;
  problem.prior.resize(2);
  problem.prior << 1, 2;
  problem.weight.resize(2);
  problem.weight << first_weight, 1;
  problem.conditions = {{"sum", {{0, 1.0}, {1, 1.0}}, 6}};
  return problem;
}

}  // namespace

TEST_CASE("values that one sum asks for double together: minimum entropy scales") {
  const EntropySolution solution = minimise_entropy(two_values(1));
  CHECK(solution.value(0) == doctest::Approx(2).epsilon(1e-12));
  CHECK(solution.value(1) == doctest::Approx(4).epsilon(1e-12));
  CHECK(solution.largest_gap < 1e-13);
}

TEST_CASE("a value of weight 0 stays, one of weight 2 moves as the square of the factor of the others") {
  const EntropySolution fixed = minimise_entropy(two_values(0));
  CHECK(fixed.value(0) == 1);
  CHECK(fixed.value(1) == doctest::Approx(5).epsilon(1e-12));
  const Eigen::VectorXd value = minimise_entropy(two_values(2)).value;
  CHECK(value(0) == doctest::Approx(std::pow(value(1) / 2, 2)).epsilon(1e-12));
  CHECK(value.sum() == doctest::Approx(6).epsilon(1e-12));
}

TEST_CASE("conditions may have any factors and follow from each other") {
  EntropyTask problem = two_values(1);
  problem.conditions = {{"weighted", {{0, 3.0}, {1, -1.0}}, 4}, {"twice", {{0, 6.0}, {1, -2.0}}, 8}};
  const EntropySolution solution = minimise_entropy(problem);
  CHECK(3 * solution.value(0) - solution.value(1) == doctest::Approx(4).epsilon(1e-12));
  // first order: log(x0) / log(x1 / 2) = 3 / -1
  CHECK(std::log(solution.value(0)) == doctest::Approx(-3 * std::log(solution.value(1) / 2)).epsilon(1e-9));
}

TEST_CASE("conditions that no positive values meet are left with their gap and named") {
  EntropyTask problem = two_values(1);
  problem.conditions.push_back({"impossible", {{0, 1.0}}, -1});
  const EntropySolution solution = minimise_entropy(problem);
  CHECK(solution.largest_gap > 1e-3);
  CHECK(!solution.worst.empty());
}

TEST_CASE("a soft condition is met as far as it costs less than moving the values") {
  EntropyTask problem = two_values(1);
  problem.conditions = {{"wanted", {{0, 1.0}}, 6, 2.0}};
  const Eigen::VectorXd value = minimise_entropy(problem).value;
  CHECK(value(1) == 2);
  CHECK(value(0) > 1);
  // first order: log(x0 / 1) = (6 - x0) / 2
  CHECK(std::log(value(0)) == doctest::Approx((6 - value(0)) / 2).epsilon(1e-12));
}
