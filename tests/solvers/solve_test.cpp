// SPDX-License-Identifier: Apache-2.0
#include "solvers/solve.h"

#include <doctest/doctest.h>

#include <cmath>
#include <thread>

#include "solvers/ipopt_solver.h"
#include "solvers/newton_krylov.h"
#include "tests/fixtures/text_parts.h"
#include "tests/solvers/toy_systems.h"

using namespace etslink;

namespace {

const std::vector<SolverChoice> all_choices{SolverChoice::automatic, SolverChoice::ipopt, SolverChoice::newton_krylov};

// The circle and hyperbola, with one derivative wrong by half.
toy::System with_wrong_derivative(toy::Values start) {
  return {std::move(start),
          [](toy::Point x) {
            return toy::Values{x[0] * x[0] + x[1] * x[1] - 5, x[0] * x[1] - 2};
          },
          [](toy::Point x) {
            return toy::Rows{{{0, 3 * x[0]}, {1, 2 * x[1]}}, {{0, x[1]}, {1, x[0]}}};
          }};
}

// One condition stated twice: every point of a line solves it.
toy::System undetermined() {
  return {{0.3, 0.7},
          [](toy::Point x) {
            return toy::Values{x[0] + x[1] - 1, 2 * x[0] + 2 * x[1] - 2};
          },
          [](toy::Point) {
            return toy::Rows{{{0, 1.0}, {1, 1.0}}, {{0, 2.0}, {1, 2.0}}};
          }};
}

SolverReport solved_with(const toy::System& system, SolverChoice choice, int max_iterations = 60) {
  return solve(system, system.start(), {choice, {.max_iterations = max_iterations}, 1});
}

}  // namespace

TEST_CASE("Ipopt confirms a solution by a Newton step back to it from beside it") {
  const auto system = toy::circle_and_hyperbola({3, 1});
  const std::vector<double> solution{2, 1};
  const auto confirmation = confirm_with_ipopt(system, solution, {});
  CHECK(confirmation.confirmed);
  CHECK(confirmation.iterations >= 1);
  CHECK(confirmation.iterations <= 2);
  CHECK(confirmation.distance < 1e-9);
}

// The second unknown hardly enters: at a residual that counts as zero it may still be far from its value 2.
toy::System with_faint_unknown() {
  static constexpr double faint = 1e-7;
  return {{0.5, 1.5},
          [](toy::Point x) {
            return toy::Values{x[0] - 1, faint * (std::exp(x[1]) - std::exp(2.0))};
          },
          [](toy::Point x) {
            return toy::Rows{{{0, 1.0}}, {{1, faint * std::exp(x[1])}}};
          }};
}

TEST_CASE("a solution with an unknown that hardly enters is refined before it is confirmed") {
  const auto system = with_faint_unknown();
  SolverReport report;
  report.status = SolverStatus::solved;
  report.x = {1, 2 + 1e-5};
  std::vector<double> f(2);
  system.residual(report.x, f);
  report.residual = std::max(std::abs(f[0]), std::abs(f[1]));
  REQUIRE(report.residual < SolverOptions().tolerance);
  CHECK_FALSE(confirm_with_ipopt(system, report.x, {}).confirmed);
  confirm(system, {}, report);
  CHECK(report.solved());
  CHECK(report.ipopt_confirmed == true);
  CHECK(std::abs(report.x[1] - 2) < 1e-9);
}

TEST_CASE("a point beside a solution is not confirmed, and never without a step") {
  const auto system = toy::circle_and_hyperbola({3, 1});
  for (const double error : {1e-6, -3e-6, 1e-5, 1e-3}) {
    CAPTURE(error);
    const std::vector<double> point{2 + error, 1};
    const auto confirmation = confirm_with_ipopt(system, point, {});
    CHECK(confirmation.iterations > 0);
    CHECK(std::abs(confirmation.distance - std::abs(error)) < 1e-8);
    if (std::abs(error) > 1e-6) CHECK_FALSE(confirmation.confirmed);
  }
}

TEST_CASE("a wrong derivative is noticed at a point that is a solution") {
  const auto confirmation = confirm_with_ipopt(with_wrong_derivative({3, 1}), std::vector<double>{2, 1}, {});
  CHECK_FALSE(confirmation.confirmed);
  CHECK(has(confirmation.message, "maximum number of iterations"));
}

TEST_CASE("a solution that others surround is not confirmed") {
  const auto system = undetermined();
  const auto confirmation = confirm_with_ipopt(system, system.start(), {});
  CHECK_FALSE(confirmation.confirmed);
  CHECK(has(confirmation.message, "singular"));
}

TEST_CASE("the distance of a confirmation is measured in natural sizes of the unknowns") {
  toy::System system(
      {2e9}, [](toy::Point x) { return toy::Values{x[0] / 1e9 - 2}; },
      [](toy::Point) {
        return toy::Rows{{{0, 1e-9}}};
      });
  system.set_unknown_scale({1e9});
  const std::vector<double> near{2e9 + 100}, far{2e9 + 1e5};
  CHECK(confirm_with_ipopt(system, near, {}).confirmed);
  CHECK_FALSE(confirm_with_ipopt(system, far, {}).confirmed);
}

TEST_CASE("automatic: Newton-Krylov solves, Ipopt confirms, and the report says so") {
  const auto system = toy::circle_and_hyperbola({3, 1});
  const SolveOptions options;
  auto report = solve(system, system.start(), options);
  CHECK(report.solved());
  CHECK_FALSE(report.ipopt_confirmed.has_value());
  confirm(system, options, report);
  CHECK(report.solved());
  CHECK(report.ipopt_confirmed == true);
  CHECK(report.ipopt_iterations >= 1);
}

TEST_CASE("a disagreement of the solvers is a failure with a message") {
  const auto system = with_wrong_derivative({2.001, 1});
  const SolveOptions options;
  auto report = solve(system, system.start(), options);
  REQUIRE(report.solved());
  confirm(system, options, report);
  CHECK(report.status == SolverStatus::not_confirmed);
  CHECK(report.ipopt_confirmed == false);
  CHECK(has(report.message, "not confirmed: Ipopt, started beside this solution"));
}

TEST_CASE("Ipopt is not asked by choice, beyond its size, and where there is no solution") {
  const auto small = toy::circle_and_hyperbola({3, 1});
  auto by_choice = solved_with(small, SolverChoice::newton_krylov);
  confirm(small, {SolverChoice::newton_krylov}, by_choice);
  CHECK_FALSE(by_choice.ipopt_confirmed.has_value());
  const auto large = toy::sparse_ces_economy(12, 155, 0.2);
  REQUIRE(large.size() > largest_for_ipopt);
  auto beyond = solved_with(large, SolverChoice::automatic);
  confirm(large, {}, beyond);
  CHECK(beyond.solved());
  CHECK_FALSE(beyond.ipopt_confirmed.has_value());
  const auto infeasible = toy::infeasible();
  auto unsolved = solved_with(infeasible, SolverChoice::automatic);
  confirm(infeasible, {}, unsolved);
  CHECK_FALSE(unsolved.ipopt_confirmed.has_value());
}

TEST_CASE("what Ipopt has found itself counts as confirmed by it, with its iterations") {
  const auto report = solved_with(toy::circle_and_hyperbola({3, 1}), SolverChoice::ipopt);
  CHECK(report.ipopt_confirmed == true);
  CHECK(report.ipopt_iterations == report.iterations);
}

TEST_CASE("automatic: Ipopt takes over where Newton-Krylov fails, and both messages are told where it fails too") {
  int taken_over = 0, given_up = 0;
  for (const int steps : {1, 2, 5, 6, 7}) {
    const auto system = toy::powell_singular({0.1, 0});
    CAPTURE(steps);
    const auto krylov = solved_with(system, SolverChoice::newton_krylov, steps);
    const auto ipopt = solved_with(system, SolverChoice::ipopt, steps);
    const auto both = solved_with(system, SolverChoice::automatic, steps);
    CHECK(both.solved() == (krylov.solved() || ipopt.solved()));
    if (krylov.solved()) continue;
    CHECK(has(both.message, "Newton-Krylov: "));
    CHECK(has(both.message, "; Ipopt: "));
    CHECK(both.residual == std::min(krylov.residual, ipopt.residual));
    ipopt.solved() ? ++taken_over : ++given_up;
  }
  CHECK(taken_over > 0);
  CHECK(given_up > 0);
}

TEST_CASE("a solve that is told to stop ends as interrupted, with every solver") {
  std::stop_source source;
  source.request_stop();
  const auto system = toy::sparse_ces_economy(3, 10, 0.2);
  for (const auto choice : all_choices) {
    CAPTURE(static_cast<int>(choice));
    const auto report = solve(system, system.start(), {choice, {.stop_token = source.get_token()}, 1});
    CHECK(report.status == SolverStatus::interrupted);
    CHECK(report.message == "interrupted");
    CHECK(report.iterations == 0);
  }
}

TEST_CASE("a solve told to stop in its midst ends after the step it is at") {
  std::stop_source source;
  int calls = 0;
  const toy::System system(
      {5.0}, [](toy::Point x) { return toy::Values{std::atan(x[0])}; },
      [&](toy::Point x) {
        if (++calls == 2) source.request_stop();  // the first call is for the pattern
        return toy::Rows{{{0, 1 / (1 + x[0] * x[0])}}};
      });
  // Every point on the way would be accepted.
  const SolverOptions stop{.accepted_residual = 10, .stop_token = source.get_token()};
  const auto report = solve(system, system.start(), {SolverChoice::newton_krylov, stop, 1});
  CHECK(report.status == SolverStatus::interrupted);
  CHECK(report.iterations == 1);
}

TEST_CASE("Ipopt in several threads at a time gives the same bits as alone") {
  const auto system = [] { return toy::sparse_ces_economy(3, 20, 0.2); };
  const auto alone = solve_with_ipopt(system(), system().start(), {});
  REQUIRE(alone.solved());
  std::vector<SolverReport> reports(8);
  {
    std::vector<std::jthread> threads;
    for (auto& report : reports) {
      threads.emplace_back([&report, &system] {
        const auto own = system();
        report = solve_with_ipopt(own, own.start(), {});
      });
    }
  }
  for (const auto& report : reports) CHECK(report.x == alone.x);
}
