// SPDX-License-Identifier: Apache-2.0
#include "solvers/newton_krylov.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

#include "tests/fixtures/text_parts.h"
#include "tests/solvers/toy_systems.h"

using namespace etslink;

namespace {

SolverReport solve(const toy::System& system, const SolverOptions& stop = {}) {
  return solve_with_newton_krylov(system, system.start(), {.stop = stop});
}

// J x, or J' x, of the Jacobian of a system at a point.
std::vector<double> product(const toy::System& system, toy::Point at, toy::Point x, bool transposed) {
  const SparsePattern& pattern = system.pattern();
  std::vector<double> values(pattern.entries()), result(x.size());
  system.jacobian(at, values);
  for (int i = 0; i < pattern.size; ++i) {
    for (int k = pattern.row_start[i]; k < pattern.row_start[i + 1]; ++k) {
      const int j = pattern.column[k];
      result[transposed ? j : i] += values[k] * x[transposed ? i : j];
    }
  }
  return result;
}

double distance(toy::Point a, toy::Point b) {
  std::vector<double> difference(a.begin(), a.end());
  for (std::size_t i = 0; i < a.size(); ++i) difference[i] -= b[i];
  return max_norm(difference);
}

}  // namespace

TEST_CASE("Newton-Krylov solves weakly coupled blocks in a few steps and one factorisation") {
  const auto system = toy::bordered_blocks(12, 0.1);
  const SolverReport report = solve(system);
  CHECK(report.status == SolverStatus::solved);
  CHECK(report.residual < 1e-11);
  for (int i = 0; i < system.size(); ++i) CHECK(std::abs(report.x[i] - std::cos(i)) < 1e-10);
  CHECK(report.iterations <= 6);
  CHECK(report.factorisations == 1);
  CHECK(report.gmres_iterations <= 60);
  CHECK(report.message == std::to_string(report.iterations) + " full Newton steps (" +
                              std::to_string(report.gmres_iterations) + " GMRES steps, 1 factorisation)");
}

TEST_CASE("any number of threads gives the same bits") {
  const auto system = toy::bordered_blocks(450, 0.1);
  REQUIRE(system.pattern().entries() > 100000);  // smaller ones are solved on one thread whatever is asked for
  const SolverReport one = solve_with_newton_krylov(system, system.start(), {.threads = 1});
  for (const int threads : {2, 3}) {
    CAPTURE(threads);
    const SolverReport several = solve_with_newton_krylov(system, system.start(), {.threads = threads});
    CHECK(several.x == one.x);
    CHECK(several.residual == one.residual);
    CHECK(several.gmres_iterations == one.gmres_iterations);
  }
}

TEST_CASE("with one block Newton-Krylov is Newton's method with a sparse factorisation") {
  const auto system = toy::sparse_ces_economy(8, 155, 0.2);
  const SolverReport report = solve(system);
  CHECK(report.solved());
  CHECK(report.residual < 1e-11);
  CHECK(report.iterations <= 6);
  CHECK(report.gmres_iterations <= 30);
}

TEST_CASE("a solver that is kept uses its factors again, and the result agrees with a new one's") {
  const auto system = toy::bordered_blocks(12, 0.1);
  NewtonKrylovSolver solver;
  const SolverReport first = solver.solve(system, system.start(), {});
  std::vector<double> near = first.x;
  for (double& x : near) x += 0.01;
  const SolverReport second = solver.solve(system, near, {});
  CHECK(second.solved());
  CHECK(second.factorisations == 0);
  for (int i = 0; i < system.size(); ++i) CHECK(std::abs(second.x[i] - first.x[i]) < 1e-10);
}

TEST_CASE("a solver that is kept takes a system of another pattern") {
  NewtonKrylovSolver solver;
  const auto blocks = toy::bordered_blocks(4, 0.1);
  CHECK(solver.solve(blocks, blocks.start(), {}).solved());
  const auto other = toy::circle_and_hyperbola({3, 1});
  CHECK(solver.solve(other, other.start(), {}).solved());
  CHECK(solver.solve(blocks, blocks.start(), {}).solved());
}

TEST_CASE("factors that no longer fit are replaced during a solve") {
  auto system = toy::bordered_blocks(12, 0.1);
  NewtonKrylovSolver solver;
  CHECK(solver.solve(system, system.start(), {}).solved());
  // The cubic terms now outweigh all others: the old factors are useless.
  auto steep = toy::bordered_blocks(12, 30);
  const std::vector<double> start(steep.size(), 0.9);
  const SolverReport report = solver.solve(steep, start, {});
  CHECK(report.solved());
  CHECK(report.factorisations >= 1);
}

TEST_CASE("factors that cost a little more in every solve are replaced once that adds up to a factorisation") {
  const auto mild = toy::sparse_ces_economy(8, 155, 0.1), strong = toy::sparse_ces_economy(8, 155, 0.25);
  NewtonKrylovSolver solver;
  CHECK(solver.solve(mild, mild.start(), {}).factorisations == 1);
  std::vector<int> solves_with_new_factors;
  for (int k = 0; k < 20; ++k) {
    if (solver.solve(strong, strong.start(), {}).factorisations > 0) solves_with_new_factors.push_back(k);
  }
  CHECK(solves_with_new_factors.size() >= 1);
  CHECK(solves_with_new_factors.size() <= 10);
}

TEST_CASE("a start that is a solution costs Newton-Krylov neither a step nor a Jacobian") {
  const auto system = toy::circle_and_hyperbola({2, 1});
  const SolverReport report = solve(system);
  CHECK(report.solved());
  CHECK(report.iterations == 0);
  CHECK(report.x == std::vector<double>{2, 1});
  CHECK(report.message == "the start is a solution");
  CHECK(system.jacobians <= 1);  // the toy makes its pattern with one
}

TEST_CASE("the point reported costs no further evaluation") {
  const auto system = toy::bordered_blocks(4, 0.1);
  const SolverReport report = solve(system);
  CHECK(system.evaluations == report.iterations + 1);
}

TEST_CASE("Newton-Krylov reports a system without a solution with its worst condition first") {
  const SolverReport report = solve(toy::infeasible());
  CHECK(report.status == SolverStatus::not_converged);
  CHECK(report.residual >= 1);
  CHECK(report.residual <= 5);  // no worse than the start
  CHECK(report.worst.at(0).name == "condition 0");
  CHECK(has(report.message, "line search"));
}

TEST_CASE("where full steps diverge the line search of Newton-Krylov solves the system") {
  const SolverReport report = solve(toy::arctangent(5));
  CHECK(report.solved());
  CHECK(std::abs(report.x[0]) < 1e-10);
  CHECK(has(report.message, "steps with line search"));
}

TEST_CASE("a full step that makes the residual explode is halved") {
  const SolverReport report = solve(toy::exponential());
  CHECK(report.solved());
  CHECK(report.iterations <= 10);
  CHECK(!has(report.message, "line search"));
}

TEST_CASE("Newton-Krylov shortens a step to where the residual is not defined") {
  const SolverReport report = solve(toy::logarithm(9));
  CHECK(report.solved());
  CHECK(report.x[0] == doctest::Approx(std::exp(-1)).epsilon(1e-10));
}

TEST_CASE("Newton-Krylov reports a start, a Jacobian or an exception that gives no numbers") {
  CHECK(solve(toy::logarithm(-1)).status == SolverStatus::invalid_numbers);
  const auto with_jacobian = [](auto rows) {
    return toy::System(
        {1.0}, [](toy::Point x) { return toy::Values{x[0]}; }, rows);
  };
  const SolverReport no_number = solve(with_jacobian([](toy::Point) {
    return toy::Rows{{{0, std::numeric_limits<double>::quiet_NaN()}}};
  }));
  CHECK(no_number.status == SolverStatus::invalid_numbers);
  CHECK(has(no_number.message, "the Jacobian is not a number"));
  const SolverReport thrown = solve(with_jacobian([calls = 0](toy::Point) mutable {
    if (++calls > 1) throw std::runtime_error("no derivative here");
    return toy::Rows{{{0, 1.0}}};
  }));
  CHECK(thrown.status == SolverStatus::invalid_numbers);
  CHECK(has(thrown.message, "no derivative here"));
}

TEST_CASE("Newton-Krylov reaches a solution whose Jacobian is singular") {
  const SolverReport report = solve(toy::powell_singular({3, 1}));
  CHECK(report.solved());
  CHECK(std::abs(report.x[0]) < 1e-9);
  CHECK(std::abs(report.x[1]) < 1e-4);
}

TEST_CASE("a block that is singular at the start is shifted, and the report says so") {
  const SolverReport report = solve(toy::circle_and_hyperbola({1.5, 1.5}));
  CHECK(report.solved());
  CHECK(has(report.message, "with a singular block"));
}

TEST_CASE("a block without entries of its own and a singular border end as a result") {
  toy::System system(
      {1.0, 1.0, 1.0},
      [](toy::Point x) {
        return toy::Values{x[1] - 2, x[0] - 3, 0 * x[2]};
      },
      [](toy::Point) {
        return toy::Rows{{{1, 1.0}}, {{0, 1.0}}, {{2, 0.0}}};
      });
  system.set_blocks({0, 1, -1});
  const SolverReport report = solve(system);
  CHECK(report.solved());
  CHECK(std::abs(report.x[0] - 3) < 1e-10);
  CHECK(std::abs(report.x[1] - 2) < 1e-10);
  CHECK(has(report.message, "singular"));
}

TEST_CASE("Newton-Krylov solves complementarity pairs on both sides and at the kink") {
  for (const double a : {-1.0, 0.0, 1.0}) {
    CAPTURE(a);
    const SolverReport report = solve(toy::complementarity(a, 1e-9, 3));
    CHECK(report.solved());
    CHECK(std::abs(report.x[0] - std::max(0.0, -a)) < 1e-8);
  }
}

TEST_CASE("a hopeless Newton-Krylov solve is given up long before the maximum of iterations") {
  const SolverReport report = solve(toy::capped(0.7), {.max_iterations = 500});
  CHECK(report.status == SolverStatus::not_converged);
  CHECK(report.iterations < 100);
}

TEST_CASE("max_iterations ends a Newton-Krylov solve as a result") {
  const SolverReport report = solve(toy::circle_and_hyperbola({300, 1}), {.max_iterations = 2});
  CHECK(report.status == SolverStatus::not_converged);
  CHECK(report.iterations == 4);
  CHECK(has(report.message, "maximum number of iterations"));
}

TEST_CASE("Newton-Krylov solves for unknowns of very different natural size") {
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
  CHECK(!has(report.message, "singular"));
  CHECK(report.x[0] == doctest::Approx(2e9 * std::exp(-1)).epsilon(1e-10));
  CHECK(report.x[1] == doctest::Approx(2e-6).epsilon(1e-10));
}

TEST_CASE("linear solves with the Jacobian and its transpose leave a remainder of 1e-10") {
  auto system = toy::bordered_blocks(12, 0.1);
  toy::Values scale(system.size(), 1.0);
  for (int u = 0; u < system.size(); u += 3) scale[u] = 10;
  system.set_unknown_scale(scale);
  std::vector<double> at(system.size()), b(system.size()), x(system.size());
  for (int i = 0; i < system.size(); ++i) {
    at[i] = 0.3 * std::sin(i);
    b[i] = std::cos(3 * i);
  }
  for (const int threads : {1, 2}) {
    CAPTURE(threads);
    NewtonKrylovSolver solver;
    REQUIRE(solver.linearise(system, at, threads));
    CHECK(solver.linear_solve(b, x, 1e-13));
    CHECK(distance(product(system, at, x, false), b) < 1e-10);
    CHECK(solver.transposed_linear_solve(b, x, 1e-13));
    CHECK(distance(product(system, at, x, true), b) < 1e-10);
  }
}

TEST_CASE("a linear solve without a solution says so") {
  const toy::System system(
      {1.0, 1.0},
      [](toy::Point x) {
        return toy::Values{x[0] + x[1], x[0] + x[1]};
      },
      [](toy::Point) {
        return toy::Rows{{{0, 1.0}, {1, 1.0}}, {{0, 1.0}, {1, 1.0}}};
      });
  NewtonKrylovSolver solver;
  REQUIRE(solver.linearise(system, system.start(), 1));
  std::vector<double> x(2);
  CHECK_FALSE(solver.linear_solve(std::vector<double>{1, -1}, x, 1e-10));
}

TEST_CASE("a point whose Jacobian is not a number shortens the step that led there") {
  // e^x = 1 from x = -1.2: the full step goes to 1.12.
  const toy::System system(
      {-1.2}, [](toy::Point x) { return toy::Values{std::expm1(x[0])}; },
      [](toy::Point x) {
        return toy::Rows{{{0, x[0] > 1 ? std::numeric_limits<double>::quiet_NaN() : std::exp(x[0])}}};
      });
  const SolverReport report = solve_with_newton_krylov(system, system.start(), {.line_search = false});
  CHECK(report.solved());
  CHECK(std::abs(report.x[0]) < 1e-9);
}

TEST_CASE("conditions with tiny entries count in linear solves as others do") {
  // A ring of twelve regions: the conditions of all but the first are 15 digits smaller.
  constexpr int regions = 12;
  toy::Rows rows;
  std::vector<int> block;
  for (int i = 0; i < regions; ++i) {
    const double size = i == 0 ? 1 : 1e-15;
    rows.push_back({{i, size}, {(i + 1) % regions, size * (0.3 + 0.05 * i)}});
    block.push_back(i);
  }
  toy::System system(
      toy::Values(regions, 0.0), [](toy::Point x) { return toy::Values(x.begin(), x.end()); },
      [rows](toy::Point) { return rows; });
  system.set_blocks(block);
  NewtonKrylovSolver solver;
  REQUIRE(solver.linearise(system, system.start(), 1));
  const std::vector<double> ones(regions, 1.0);
  std::vector<double> solution(regions);
  REQUIRE(solver.linear_solve(product(system, system.start(), ones, false), solution, 1e-8));
  for (const double value : solution) CHECK(value == doctest::Approx(1).epsilon(1e-6));
}
