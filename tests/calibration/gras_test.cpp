// SPDX-License-Identifier: Apache-2.0
#include "calibration/gras.h"

#include <doctest/doctest.h>

#include <cmath>

#include "model/input_error.h"

using namespace etslink;

namespace {

// 3 x 4 table with two negative cells (a stock change and a subsidy), as in the examples of the GRAS literature.
BalanceProblem signed_problem() {
  BalanceProblem problem;
  problem.prior.resize(3, 4);
  problem.prior << 7, 3, 5, -3, 2, 9, 8, 1, -2, 0, 2, 1;
  problem.add_row_totals(Eigen::Vector3d(15, 26, -1));
  problem.add_column_totals(Eigen::Vector4d(9, 16, 17, -2));
  return problem;
}

double sum_of(const BalanceControl& control, const Eigen::MatrixXd& table) {
  double sum = 0;
  for (const ControlCell& c : control.cells) sum += c.sign * table(c.row, c.column);
  return sum;
}

}  // namespace

TEST_CASE("RAS gives the biproportional table with the given totals") {
  Eigen::MatrixXd prior(2, 3);
  prior << 1, 2, 3, 4, 0, 6;
  const Eigen::Vector2d rows(10, 20);
  const Eigen::Vector3d columns(9, 5, 16);
  const Eigen::MatrixXd table = ras(prior, rows, columns, {"example"});
  CHECK((table.rowwise().sum() - rows).cwiseAbs().maxCoeff() < 1e-11);
  CHECK((table.colwise().sum().transpose() - columns).cwiseAbs().maxCoeff() < 1e-11);
  CHECK(table(1, 1) == 0);
  // biproportional: cross ratios of the prior are kept
  const double prior_ratio = prior(0, 0) * prior(1, 2) / (prior(0, 2) * prior(1, 0));
  CHECK(table(0, 0) * table(1, 2) / (table(0, 2) * table(1, 0)) == doctest::Approx(prior_ratio).epsilon(1e-10));
}

TEST_CASE("RAS leaves a table that has its totals already") {
  Eigen::MatrixXd prior(2, 2);
  prior << 1, 2, 3, 4;
  CHECK(ras(prior, Eigen::Vector2d(3, 7), Eigen::Vector2d(4, 6), {"same"}) == prior);
}

TEST_CASE("RAS names the row that no table can have") {
  Eigen::MatrixXd prior(2, 2);
  prior << 0, 0, 3, 4;
  CHECK_THROWS_WITH_AS((void)ras(prior, Eigen::Vector2d(1, 6), Eigen::Vector2d(3, 4), {"coal of KOR"}),
                       doctest::Contains("coal of KOR: no table with these totals; worst is row 0"), InputError);
  CHECK_THROWS_WITH_AS((void)ras(-prior, Eigen::Vector2d(1, 6), Eigen::Vector2d(3, 4), {"coal of KOR"}),
                       doctest::Contains("nonnegative"), InputError);
}

TEST_CASE("GRAS meets row and column totals of a table with negative cells and keeps signs") {
  const BalanceProblem problem = signed_problem();
  const BalanceResult result = gras(problem);
  CHECK(result.converged);
  CHECK(result.max_deviation < 1e-13);
  for (const BalanceControl& control : problem.controls) {
    CAPTURE(control.name);
    CHECK(std::abs(sum_of(control, result.table) - control.target) < 1e-12);
  }
  for (int i = 0; i < 3; ++i) {
    for (int j = 0; j < 4; ++j) CHECK(problem.prior(i, j) * result.table(i, j) >= 0);
  }
  // positive cells are prior * r * s, negative ones prior / (r * s)
  const Eigen::MatrixXd ratio = result.table.cwiseQuotient(problem.prior);
  const double rs_03 = 1 / ratio(0, 3);
  CHECK(ratio(0, 0) / rs_03 == doctest::Approx(ratio(1, 0) / ratio(1, 3)).epsilon(1e-10));
}

TEST_CASE("Newton steps on the multipliers finish what few sweeps have begun, at the same table") {
  const BalanceProblem problem = signed_problem();
  const BalanceResult swept = gras(problem, {.max_newton_steps = 0});
  const BalanceResult polished = gras(problem, {.max_sweeps = 2});
  CHECK(polished.converged);
  CHECK(polished.iterations < swept.iterations);
  CHECK((polished.table - swept.table).cwiseAbs().maxCoeff() < 1e-10);
}

TEST_CASE("a fixed cell keeps its value and the others make room") {
  BalanceProblem problem = signed_problem();
  problem.fixed.setConstant(3, 4, false);
  problem.fixed(1, 2) = true;
  const BalanceResult result = gras(problem);
  CHECK(result.converged);
  CHECK(result.table(1, 2) == problem.prior(1, 2));
}

TEST_CASE("a signed control makes row sum and column sum of a sector equal") {
  BalanceProblem problem;
  problem.prior.resize(3, 3);
  problem.prior << 2, 3, 10, 4, 1, 6, 5, 9, 0;  // two sectors and value added; column 3 is final demand
  BalanceControl balance{"balance of sector 0", {}, 0, std::nullopt};
  for (int j = 0; j < 3; ++j) balance.cells.push_back({0, j, 1});
  for (int i = 0; i < 3; ++i) balance.cells.push_back({i, 0, -1});
  problem.controls.push_back(balance);
  problem.controls.push_back({"final demand", {{0, 2, 1}, {1, 2, 1}}, 20, std::nullopt});
  const BalanceResult result = gras(problem);
  CHECK(result.converged);
  CHECK(std::abs(result.table.row(0).sum() - result.table.col(0).sum()) < 1e-12);
  CHECK(std::abs(result.table(0, 2) + result.table(1, 2) - 20) < 1e-12);
}

TEST_CASE("a soft control ends between the hard controls' answer and its target, nearer with more weight") {
  double previous_gap = INFINITY;
  for (const double weight : {0.01, 1.0, 100.0}) {
    CAPTURE(weight);
    BalanceProblem problem;
    problem.prior.setConstant(2, 2, 1.0);
    problem.add_row_totals(Eigen::Vector2d(2, 2));
    problem.controls.push_back({"fuel", {{0, 0, 1}, {1, 0, 1}}, 3, weight});
    const BalanceResult result = gras(problem);
    CHECK(result.converged);
    const double gap = 3 - result.control_values.back();
    CHECK(gap > 0);
    CHECK(gap < 1);
    CHECK(gap < previous_gap);
    // first-order condition: log cell ratio (fuel against the rest of its row) + weight log(s / target) = 0
    const double ratio = result.table(0, 0) / result.table(0, 1);
    CHECK(std::abs(std::log(ratio) + weight * std::log(result.control_values.back() / 3)) < 1e-10);
    previous_gap = gap;
  }
}

TEST_CASE("a control that can't be met is reported by name, not an exception") {
  BalanceProblem problem = signed_problem();
  problem.controls.push_back({"negative coal", {{1, 0, 1}, {1, 1, 1}}, -5, std::nullopt});
  const BalanceResult result = gras(problem, {.max_sweeps = 20});
  CHECK_FALSE(result.converged);
  CHECK(result.worst_control == "negative coal");
}

TEST_CASE("a row of one sign with total zero vanishes") {
  BalanceProblem problem;
  problem.prior.resize(2, 2);
  problem.prior << -1, -2, 3, 4;
  problem.add_row_totals(Eigen::Vector2d(0, 8));
  const BalanceResult result = gras(problem);
  CHECK(result.converged);
  CHECK(result.table.row(0).isZero(0));
}

TEST_CASE("cells moved by more than the report factor are listed, largest first") {
  BalanceProblem problem;
  problem.prior.setConstant(3, 1, 1.0);
  problem.add_row_totals(Eigen::Vector3d(2, 5, 0.1));
  const BalanceResult result = gras(problem, {.report_factor = 3});
  REQUIRE(result.moved.size() == 2);
  CHECK(result.moved[0].row == 2);
  CHECK(result.moved[1].row == 1);
  CHECK(result.moved[1].value == doctest::Approx(5).epsilon(1e-12));
}
