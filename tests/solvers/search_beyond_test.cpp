// SPDX-License-Identifier: Apache-2.0
#include "solvers/search_beyond.h"

#include <doctest/doctest.h>

#include <cmath>

#include "solvers/newton_krylov.h"
#include "tests/solvers/toy_systems.h"

using namespace etslink;

namespace {

using toy::Path;

SolverReport solve_near(const SquareSystem& system, std::span<const double> start) {
  return solve_with_newton_krylov(system, start, {});
}

// A curve of solutions and its slope in x.
struct Curve {
  double value = 0, slope = 0;
};

// x^2 = 0.4 - s: from x = sqrt(0.4) at s = 0 to a fold at s = 0.4, x = 0; flat far away, where Newton steps get lost.
Curve first_branch(double x, double s) {
  const double size = 1 + x * x;
  return {(x * x + s - 0.4) / size, 2 * x * (1.4 - s) / (size * size)};
}

// x = 1 + 14 (s - 0.4)^2, close to the fold at s = 0.4 only.
Curve apart(double x, double s) {
  const double value = std::tanh(0.8 * (x - 1 - 14 * (s - 0.4) * (s - 0.4)));
  return {value, 0.8 * (1 - value * value)};
}

// The solutions of either curve.
Path either(Curve (*second)(double x, double s)) {
  return Path([second](double s) {
    return toy::System(
        {std::sqrt(0.4)},
        [=](toy::Point x) { return toy::Values{first_branch(x[0], s).value * second(x[0], s).value}; },
        [=](toy::Point x) {
          const Curve a = first_branch(x[0], s), b = second(x[0], s);
          return toy::Rows{{{0, a.slope * b.value + a.value * b.slope}}};
        });
  });
}

ContinuationReport followed_and_searched(Path& path) {
  const toy::Values start{std::sqrt(0.4)};
  auto report = follow_path(path, start, solve_near, {});
  REQUIRE(!report.complete);
  CHECK(report.reached == doctest::Approx(0.4).epsilon(1e-3));
  search_beyond(path, solve_near, {}, report);
  return report;
}

}  // namespace

TEST_CASE("a solution that no branch connects with the start is found beyond the fold") {
  Path path = either(apart);
  const auto report = followed_and_searched(path);
  CHECK(report.complete);
  CHECK(report.last.solved());
  CHECK(report.last.x[0] == doctest::Approx(6.04).epsilon(1e-9));
  CHECK(report.points.back().s == 1);
}

TEST_CASE("a branch found beyond the fold is followed to its own end") {
  Path path = either([](double x, double s) { return Curve{(x - 1) * (x - 1) + s - 0.8, 2 * (x - 1)}; });
  const auto report = followed_and_searched(path);
  CHECK(!report.complete);
  CHECK(report.beyond == doctest::Approx(0.8).epsilon(1e-3));
  CHECK(report.reached == doctest::Approx(0.4).epsilon(1e-3));
}

TEST_CASE("where there is no other branch none is found") {
  Path path = either([](double, double) { return Curve{1, 0}; });
  const auto report = followed_and_searched(path);
  CHECK(!report.complete);
  CHECK(report.beyond == 0);
}
