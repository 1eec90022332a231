// SPDX-License-Identifier: Apache-2.0
#include "solvers/arclength.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "solvers/arclength_system.h"
#include "solvers/derivative_check.h"
#include "tests/solvers/toy_systems.h"

using namespace etslink;

namespace {

using toy::Path;

// The curve s = g(x).
Path curve(const std::function<double(double)>& g, const std::function<double(double)>& slope) {
  return Path([=](double s) {
    return toy::System(
        {0.0}, [=](toy::Point x) { return toy::Values{g(x[0]) - s}; },
        [=](toy::Point x) {
          return toy::Rows{{{0, slope(x[0])}}};
        });
  });
}

const PathPoint origin = {0, {0.0}};

}  // namespace

TEST_CASE("a branch is followed around a maximum and a minimum of s") {
  // s rises to 0.3125 at x = 0.5, falls to 0.25 at x = 1 and rises again.
  Path path = curve([](double x) { return x * x * x - 2.25 * x * x + 1.5 * x; },
                    [](double x) { return 3 * x * x - 4.5 * x + 1.5; });
  const BranchReport report = follow_branch(path, origin, {});
  CHECK(report.end == BranchEnd::complete);
  CHECK(report.points.back().s >= 1);
  CHECK(report.points.back().x[0] > 1.5);
  // Points are those with a larger s than any before: none with 0.5 < x < 1.2 or so.
  for (std::size_t k = 1; k < report.points.size(); ++k) CHECK(report.points[k].s > report.points[k - 1].s);
}

TEST_CASE("the maximum of s on a branch is located") {
  Path path = curve([](double x) { return 0.4 * x * (2 - x); }, [](double x) { return 0.8 * (1 - x); });
  for (const double accuracy : {1e-2, 1e-4, 1e-6}) {
    CAPTURE(accuracy);
    const BranchReport report = follow_branch(path, origin, {.accuracy = accuracy});
    CHECK(report.end == BranchEnd::maximum);
    CHECK(report.points.back().s <= 0.4 + 1e-9);
    CHECK(report.points.back().s >= 0.4 - accuracy);
  }
}

TEST_CASE("a branch that turns back at a kink ends there") {
  Path path = curve([](double x) { return std::min(x, 1 - x); }, [](double x) { return x < 0.5 ? 1.0 : -1.0; });
  const BranchReport report = follow_branch(path, origin, {});
  CHECK(report.end == BranchEnd::maximum);
  CHECK(report.points.back().s == doctest::Approx(0.5).epsilon(1e-3));
}

TEST_CASE("a branch is followed across a kink, however sharp") {
  for (const double slope : {5.0, -300.0}) {
    CAPTURE(slope);
    // y begins to move at s = 0.3, as the price of a cap that begins to bind does.
    Path path([=](double s) {
      return toy::System(
          {0.0, 0.0},
          [=](toy::Point x) {
            return toy::Values{x[0] - s, x[1] - slope * std::max(0.0, x[0] - 0.3)};
          },
          [=](toy::Point x) {
            return toy::Rows{{{0, 1.0}}, {{0, x[0] > 0.3 ? -slope : 0.0}, {1, 1.0}}};
          });
    });
    const BranchReport report = follow_branch(path, {0, {0.0, 0.0}}, {});
    CHECK(report.end == BranchEnd::complete);
    CHECK(report.points.back().x[1] == doctest::Approx(slope * (report.points.back().s - 0.3)).epsilon(1e-8));
  }
}

TEST_CASE("a limit of s where a logarithm runs to minus infinity") {
  // s = 0.8 (1 - e^x) for x from 0 downwards, as near a factor price that goes to zero.
  Path path = curve([](double x) { return 0.8 * -std::expm1(x); }, [](double x) { return -0.8 * std::exp(x); });
  const BranchReport report = follow_branch(path, origin, {});
  CHECK(report.end == BranchEnd::limit);
  CHECK(!report.rising);
  CHECK(report.points.back().s == doctest::Approx(0.8).epsilon(2e-4));
}

TEST_CASE("a limit that is approached slowly is not taken for one too early") {
  // s = x / (1 + x) reaches 0.999 at x = 999 only.
  Path path = curve([](double x) { return x / (1 + x); }, [](double x) { return 1 / ((1 + x) * (1 + x)); });
  const BranchReport report = follow_branch(path, origin, {.accuracy = 1e-3});
  CHECK(report.end == BranchEnd::limit);
  CHECK(report.points.back().s > 0.998);
}

TEST_CASE("a Jacobian that is not a number loses the branch, and says so") {
  Path path = curve([](double x) { return x; }, [](double) { return std::nan(""); });
  const BranchReport report = follow_branch(path, origin, {});
  CHECK(report.end == BranchEnd::lost);
  CHECK(report.points.size() == 1);
  CHECK(report.moving == -1);
}

TEST_CASE("derivatives of the system with s as an unknown") {
  Path path([](double s) { return toy::capped(0.5 * s * s); });
  ArclengthSystem system(path);
  system.set_plane({0.6, 0.8}, {0.1, 0.3});
  const std::vector<double> at = {0.2, 0.4};
  CHECK(check_derivatives(system, at).largest_error < 1e-7);
  CHECK(system.block(0) == 0);
  CHECK(system.block(1) == -1);
  CHECK(system.unknown_name(1) == "s");
}
