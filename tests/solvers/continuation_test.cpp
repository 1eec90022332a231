// SPDX-License-Identifier: Apache-2.0
#include "solvers/continuation.h"

#include <doctest/doctest.h>

#include <cmath>

#include "solvers/ipopt_solver.h"
#include "tests/solvers/toy_systems.h"

using namespace etslink;

namespace {

using toy::Path;

SolverReport solve(const SquareSystem& system, std::span<const double> start) {
  return solve_with_ipopt(system, start, SolverOptions{});
}

const toy::Values origin = {0.0};

}  // namespace

TEST_CASE("a path without obstacles is complete in a few solves") {
  Path path([](double s) { return toy::capped(0.5 * s); });
  const ContinuationReport report = follow_path(path, origin, solve, {});
  CHECK(report.complete);
  CHECK(report.reached == 1);
  CHECK(report.branch.end == BranchEnd::complete);
  CHECK(report.branch.iterations <= 20);
  CHECK(report.last.solved());
  CHECK(report.last.x[0] == doctest::Approx(std::atanh(0.5 / 0.637)).epsilon(1e-8));
}

TEST_CASE("a path that is infeasible beyond 0.637 ends there, and the unknown that runs away is named") {
  Path path([](double s) { return toy::capped(s); });
  const ContinuationReport report = follow_path(path, origin, solve, {.accuracy = 1e-4});
  CHECK(!report.complete);
  CHECK(report.reached > 0.6369);
  CHECK(report.reached < 0.637);
  CHECK(report.branch.end == BranchEnd::limit);
  CHECK(report.branch.moving == 0);
  CHECK(report.branch.rising);
  CHECK(!report.last.solved());
  CHECK(!report.last.worst.empty());
  CHECK(0.637 * std::tanh(report.points.back().x[0]) == doctest::Approx(report.reached).epsilon(1e-8));
  CHECK(report.branch.iterations <= 60);
}

TEST_CASE("a system that no direct solve reaches is solved along its path") {
  // Full and shortened Newton steps both fail from far away: the solver is a few Newton steps wide.
  const SolveFunction short_sighted = [](const SquareSystem& system, std::span<const double> start) {
    return solve_with_ipopt(system, start, {.max_iterations = 3});
  };
  const auto make = [](double s) {
    return toy::System(
        {0.0}, [=](toy::Point x) { return toy::Values{std::expm1(x[0]) - 1e4 * s}; },
        [](toy::Point x) {
          return toy::Rows{{{0, std::exp(x[0])}}};
        });
  };
  CHECK(!short_sighted(make(1), origin).solved());
  Path path(make);
  const ContinuationReport report = follow_path(path, origin, short_sighted, {});
  CHECK(report.complete);
  CHECK(report.last.x[0] == doctest::Approx(std::log1p(1e4)).epsilon(1e-8));
}

TEST_CASE("a path whose s = 0 cannot be solved is a result") {
  Path path([](double) { return toy::capped(0.7); });
  const ContinuationReport report = follow_path(path, origin, solve, {});
  CHECK(!report.complete);
  CHECK(report.reached == 0);
  CHECK(report.points.empty());
  CHECK(!report.last.solved());
}

TEST_CASE("every solution of the path is kept in ascending order and satisfies its own system") {
  Path path([](double s) { return toy::capped(0.6 * s); });
  const ContinuationReport report = follow_path(path, origin, solve, {.first_step = 0.1, .longest_step = 0.3});
  REQUIRE(report.points.size() >= 4);
  CHECK(report.points.front().s == 0);
  CHECK(report.points.back().s == 1);
  for (std::size_t k = 1; k < report.points.size(); ++k) {
    CHECK(report.points[k].s > report.points[k - 1].s);
    CHECK(0.637 * std::tanh(report.points[k].x[0]) == doctest::Approx(0.6 * report.points[k].s).epsilon(1e-8));
  }
}

TEST_CASE("starts lie on the polynomial through the solutions around them") {
  const auto cubic = [](double s) { return 1 + s - 2 * s * s + 4 * s * s * s; };
  std::vector<PathPoint> points;
  for (const double s : {0.0, 0.2, 0.4, 0.6, 0.8}) points.push_back({s, {cubic(s), 0.5}});
  for (const double s : {0.1, 0.4, 0.5, 0.7, 0.9, 1.0}) {
    CAPTURE(s);
    const std::vector<double> x = predict(points, s);
    CHECK(x[0] == doctest::Approx(cubic(s)).epsilon(1e-12));
    CHECK(x[1] == doctest::Approx(0.5).epsilon(1e-12));
  }
  CHECK(predict(std::span(points).first(2), 0.1)[0] == doctest::Approx((cubic(0) + cubic(0.2)) / 2).epsilon(1e-12));
  CHECK(predict(std::span(points).first(1), 0.7) == points.front().x);
}

TEST_CASE("unevenly spaced solutions do not amplify errors") {
  // Two solutions close together, with an error of 1e-6: their slope is worth nothing far away.
  const std::vector<PathPoint> points = {{0.0, {0.0}}, {0.3, {0.3}}, {0.3001, {0.300101}}, {0.9, {0.9}}};
  CHECK(predict(points, 0.6)[0] == doctest::Approx(0.6).epsilon(1e-5));
}

TEST_CASE("the secant saves Newton steps") {
  const auto steps = [](std::vector<PathPoint> points) {
    return solve(toy::capped(0.5), predict(points, 0.5)).iterations;
  };
  const PathPoint a = {0.4, {std::atanh(0.4 / 0.637)}};
  const PathPoint b = {0.48, {std::atanh(0.48 / 0.637)}};
  CHECK(steps({a, b}) < steps({a}));
}
