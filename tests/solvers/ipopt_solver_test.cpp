// SPDX-License-Identifier: Apache-2.0
#include "solvers/ipopt_solver.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

#include "tests/fixtures/text_parts.h"
#include "tests/solvers/toy_systems.h"

using namespace etslink;

namespace {

SolverReport solve(const toy::System& system) { return solve_with_ipopt(system, system.start(), SolverOptions{}); }

}  // namespace

TEST_CASE("a nonlinear system is solved to the tolerance by full Newton steps") {
  const auto system = toy::circle_and_hyperbola({3, 1});
  const SolverReport report = solve(system);
  CHECK(report.status == SolverStatus::solved);
  CHECK(report.residual < 1e-11);
  CHECK(std::abs(report.x[0] - 2) < 1e-10);
  CHECK(std::abs(report.x[1] - 1) < 1e-10);
  CHECK(report.iterations <= 6);
  CHECK(report.message == std::to_string(report.iterations) + " full Newton steps");
}

TEST_CASE("a start that is a solution is returned after 0 iterations and without a Jacobian") {
  const auto system = toy::circle_and_hyperbola({2, 1});
  const SolverReport report = solve(system);
  CHECK(report.solved());
  CHECK(report.iterations == 0);
  CHECK(report.x == std::vector<double>{2, 1});
  CHECK(system.jacobians == 0);
}

TEST_CASE("a linear system takes one step") {
  const toy::System system(
      {5.0, 5.0},
      [](toy::Point x) {
        return toy::Values{2 * x[0] + x[1] - 4, x[1] - 2};
      },
      [](toy::Point) {
        return toy::Rows{{{0, 2.0}, {1, 1.0}}, {{1, 1.0}}};
      });
  CHECK(solve(system).iterations == 1);
}

TEST_CASE("a system without a solution is reported, not thrown, with its worst condition first") {
  const SolverReport report = solve(toy::infeasible());
  CHECK(report.status == SolverStatus::not_converged);
  CHECK(report.residual >= 1);
  CHECK(report.worst.size() == 2);
  CHECK(report.worst[0].name == "condition 0");
  CHECK(std::abs(report.worst[0].residual) == report.residual);
  CHECK(report.iterations > 0);
  CHECK(report.residual <= 5);  // no worse than the start
  CHECK(has(report.message, "line search"));
}

TEST_CASE("where full Newton steps diverge the line search solves the system") {
  const auto system = toy::arctangent(5);
  const SolverReport report = solve(system);
  CHECK(report.solved());
  CHECK(std::abs(report.x[0]) < 1e-10);
  CHECK(has(report.message, "steps with line search"));
}

TEST_CASE("a step to where the residual is not defined is shortened") {
  const SolverReport report = solve(toy::logarithm(9));
  CHECK(report.solved());
  CHECK(report.x[0] == doctest::Approx(std::exp(-1)).epsilon(1e-10));
}

TEST_CASE("Ipopt halves a full step that makes the residual explode, as Newton-Krylov does") {
  const SolverReport report = solve(toy::exponential());
  CHECK(report.solved());
  CHECK(report.iterations <= 10);
  CHECK(!has(report.message, "line search"));
}

TEST_CASE("Ipopt shortens a step to a point whose Jacobian is not a number") {
  // e^x = 1 from x = -1.2: the full step goes to 1.12.
  const toy::System system(
      {-1.2}, [](toy::Point x) { return toy::Values{std::expm1(x[0])}; },
      [](toy::Point x) {
        return toy::Rows{{{0, x[0] > 1 ? std::numeric_limits<double>::quiet_NaN() : std::exp(x[0])}}};
      });
  const SolverReport report = solve(system);
  CHECK(report.solved());
  CHECK(std::abs(report.x[0]) < 1e-9);
}

TEST_CASE("a start where the residual is not a number gives invalid numbers and names the condition") {
  const SolverReport report = solve(toy::logarithm(-1));
  CHECK(report.status == SolverStatus::invalid_numbers);
  CHECK(std::isnan(report.residual));
  CHECK(report.worst.at(0).name == "condition 0");
}

TEST_CASE("a Jacobian that is not a number gives invalid numbers") {
  const toy::System system(
      {1.0}, [](toy::Point x) { return toy::Values{x[0]}; },
      [](toy::Point) {
        return toy::Rows{{{0, std::numeric_limits<double>::quiet_NaN()}}};
      });
  const SolverReport report = solve(system);
  CHECK(report.status == SolverStatus::invalid_numbers);
  CHECK(has(report.message, "the Jacobian is not a number"));
}

TEST_CASE("an exception of the system does not cross Ipopt and its text is kept") {
  const toy::System system(
      {1.0}, [](toy::Point x) { return toy::Values{x[0]}; },
      [calls = 0](toy::Point) mutable {
        if (++calls > 1) throw std::runtime_error("no derivative here");
        return toy::Rows{{{0, 1.0}}};
      });
  const SolverReport report = solve(system);
  CHECK(report.status == SolverStatus::invalid_numbers);
  CHECK(has(report.message, "no derivative here"));
}

TEST_CASE("a solution with a singular Jacobian is reached") {
  const SolverReport report = solve(toy::powell_singular({3, 1}));
  CHECK(report.solved());
  CHECK(std::abs(report.x[0]) < 1e-9);
  CHECK(std::abs(report.x[1]) < 1e-4);
}

TEST_CASE("a Jacobian that is singular at the start is regularised, and the report says so") {
  const SolverReport report = solve(toy::circle_and_hyperbola({1.5, 1.5}));
  CHECK(report.solved());
  CHECK(has(report.message, "regularised"));
}

TEST_CASE("a Jacobian that is singular everywhere ends as a result") {
  const toy::System system(
      {1.0, 1.0},
      [](toy::Point x) {
        return toy::Values{x[0] + x[1] - 1, x[0] + x[1] - 2};
      },
      [](toy::Point) {
        return toy::Rows{{{0, 1.0}, {1, 1.0}}, {{0, 1.0}, {1, 1.0}}};
      });
  const SolverReport report = solve(system);
  CHECK(report.status == SolverStatus::not_converged);
  CHECK(report.residual == doctest::Approx(0.5).epsilon(1e-3));  // least possible: both conditions missed by half of 1
}

TEST_CASE("complementarity pairs are solved on both sides and at the kink") {
  for (const double a : {-1.0, 0.0, 1.0}) {
    CAPTURE(a);
    const SolverReport report = solve(toy::complementarity(a, 1e-9, 3));
    CHECK(report.solved());
    CHECK(std::abs(report.x[0] - std::max(0.0, -a)) < 1e-8);
  }
}

TEST_CASE("where rounding errors bound the residual above the tolerance the solver stops and accepts") {
  // Adding and removing 1e6 leaves a granularity of about 1e-10 in f, far above the tolerance of 1e-11.
  const toy::System system(
      {3.0}, [](toy::Point x) { return toy::Values{(1e6 + x[0] * x[0]) - 1e6 - 2.0000000001}; },
      [](toy::Point x) {
        return toy::Rows{{{0, 2 * x[0]}}};
      });
  const SolverReport report = solve(system);
  CHECK(report.solved());
  CHECK(report.residual > 1e-11);
  CHECK(report.iterations <= 8);
}

TEST_CASE("a hopeless solve is given up long before the maximum of iterations") {
  const auto system = toy::capped(0.7);
  const SolverReport report = solve_with_ipopt(system, system.start(), {.max_iterations = 500});
  CHECK(report.status == SolverStatus::not_converged);
  CHECK(report.iterations < 100);
}

TEST_CASE("of full steps and line search the better point is reported") {
  // Eight full steps come within 0.07 here; eight steps cut by the line search are still at 9.7.
  const auto system = toy::powell_singular({3, 0.1});
  const SolverReport report = solve_with_ipopt(system, system.start(), {.max_iterations = 8});
  CHECK(!report.solved());
  CHECK(report.residual < 0.1);
}

TEST_CASE("max_iterations ends a solve as a result") {
  const auto system = toy::circle_and_hyperbola({300, 1});
  const SolverReport report = solve_with_ipopt(system, system.start(), {.max_iterations = 2});
  CHECK(report.status == SolverStatus::not_converged);
  CHECK(report.iterations == 4);
  CHECK(has(report.message, "maximum number of iterations"));
}

TEST_CASE("unknowns of very different natural size are solved in their own units") {
  toy::System system(
      {1e9, 1e-6},
      [](toy::Point x) {
        return toy::Values{std::log(x[0] / 2e9) + 1e6 * x[1] - 1, 1e6 * x[1] - 2};
      },
      [](toy::Point x) {
        return toy::Rows{{{0, 1 / x[0]}, {1, 1e6}}, {{1, 1e6}}};
      });
  system.set_unknown_scale({1e9, 1e-6});
  const SolverReport report = solve(system);
  CHECK(report.solved());
  CHECK(report.x[0] == doctest::Approx(2e9 * std::exp(-1)).epsilon(1e-10));
  CHECK(report.x[1] == doctest::Approx(2e-6).epsilon(1e-10));
}

TEST_CASE("a sparse economy of 2,488 unknowns takes a few full Newton steps, none of them regularised") {
  const auto system = toy::sparse_ces_economy(8, 155, 0.2);
  CHECK(system.size() == 2488);
  const SolverReport report = solve(system);
  CHECK(report.solved());
  CHECK(report.residual < 1e-11);
  CHECK(report.iterations <= 6);
  CHECK(report.message == std::to_string(report.iterations) + " full Newton steps");
}
