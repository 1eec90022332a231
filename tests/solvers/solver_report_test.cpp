// SPDX-License-Identifier: Apache-2.0
#include "solvers/solver_report.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

#include "tests/solvers/toy_systems.h"

using namespace etslink;

namespace {

const double not_a_number = std::numeric_limits<double>::quiet_NaN();

// f is fixed, whatever x is.
toy::System constant(toy::Values f) {
  toy::Rows rows(f.size());
  for (std::size_t i = 0; i < f.size(); ++i) rows[i][static_cast<int>(i)] = 1;
  return {toy::Values(f.size(), 0.0), [=](toy::Point) { return f; }, [=](toy::Point) { return rows; }};
}

}  // namespace

TEST_CASE("the five worst conditions are named, the worst first, equal ones in the order of the system") {
  const auto system = constant({1, -7, 3, 3, -5, 2, 4});
  const SolverReport report = report_at(system, toy::Values(7, 0.0), 1e-9);
  REQUIRE(report.worst.size() == 5);
  CHECK(report.worst[0].name == "condition 1");
  CHECK(report.worst[0].residual == -7);
  CHECK(report.worst[1].name == "condition 4");
  CHECK(report.worst[2].name == "condition 6");
  CHECK(report.worst[3].name == "condition 2");
  CHECK(report.worst[4].name == "condition 3");
  CHECK(report.residual == 7);
  CHECK(report.status == SolverStatus::not_converged);
}

TEST_CASE("a condition that is not a number is the worst") {
  const SolverReport report = report_at(constant({1e30, not_a_number, 2}), toy::Values(3, 0.0), 1e-9);
  CHECK(report.status == SolverStatus::invalid_numbers);
  CHECK(std::isnan(report.residual));
  CHECK(report.worst.at(0).name == "condition 1");
  const SolverReport other = report_at(constant({-not_a_number}), {0.0}, 1e-9);
  CHECK(std::isnan(other.worst.at(0).residual));
  CHECK(!std::signbit(other.worst.at(0).residual));
}

TEST_CASE("a point is solved at exactly the accepted residual") {
  CHECK(report_at(constant({1e-9}), {0.0}, 1e-9).solved());
  CHECK(!report_at(constant({1.001e-9}), {0.0}, 1e-9).solved());
}

TEST_CASE("a system that throws is reported with its text") {
  const toy::System system(
      {0.0}, [](toy::Point) -> toy::Values { throw std::runtime_error("empty economy"); },
      [](toy::Point) {
        return toy::Rows{{{0, 1.0}}};
      });
  const SolverReport report = report_at(system, {0.0}, 1e-9);
  CHECK(report.status == SolverStatus::invalid_numbers);
  CHECK(report.message == "empty economy");
}

TEST_CASE("the maximum norm of infinity is not a number") {
  CHECK(max_norm(toy::Values{-3, 2}) == 3);
  CHECK(std::isnan(max_norm(toy::Values{1, std::numeric_limits<double>::infinity()})));
}

TEST_CASE("statuses have printable names") {
  CHECK(to_string(SolverStatus::solved) == "solved");
  CHECK(to_string(SolverStatus::not_converged) == "not converged");
  CHECK(to_string(SolverStatus::invalid_numbers) == "invalid numbers");
}
