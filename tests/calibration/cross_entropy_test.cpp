// SPDX-License-Identifier: Apache-2.0
#include "calibration/cross_entropy.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "calibration/gras.h"

using namespace etslink;

namespace {

BalanceProblem unsigned_problem() {
  BalanceProblem problem;
  problem.prior.resize(3, 4);
  problem.prior << 7, 3, 5, 3, 2, 9, 8, 1, 2, 0, 2, 1;
  problem.add_row_totals(Eigen::Vector3d(20, 16, 9));
  problem.add_column_totals(Eigen::Vector4d(12, 10, 17, 6));
  return problem;
}

double largest_ratio_gap(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b) {
  double gap = 0;
  for (Eigen::Index k = 0; k < a.size(); ++k) {
    if (a(k) != 0 || b(k) != 0) gap = std::max(gap, std::abs(a(k) - b(k)) / std::abs(b(k)));
  }
  return gap;
}

}  // namespace

TEST_CASE("minimum cross-entropy with row and column totals is the RAS table") {
  const BalanceProblem problem = unsigned_problem();
  const BalanceResult entropy = balance_by_cross_entropy(problem);
  CHECK(entropy.converged);
  CHECK(entropy.max_deviation < 1e-13);
  CHECK(largest_ratio_gap(entropy.table, gras(problem).table) < 1e-6);
}

TEST_CASE("cross-entropy is as exact for small cells as for large ones") {
  BalanceProblem problem = unsigned_problem();
  problem.prior.row(2) *= 1e-6;
  problem.prior.col(3) *= 1e-3;
  problem.controls.clear();
  Eigen::MatrixXd moved = problem.prior;
  for (Eigen::Index k = 0; k < moved.size(); ++k) moved(k) *= 1 + 0.5 * std::sin(static_cast<double>(k));
  problem.add_row_totals(moved.rowwise().sum());
  problem.add_column_totals(moved.colwise().sum().transpose());
  CHECK(largest_ratio_gap(balance_by_cross_entropy(problem).table, gras(problem).table) < 1e-6);
}

TEST_CASE("cross-entropy follows controls far from the prior") {
  BalanceProblem problem = unsigned_problem();
  problem.controls.clear();
  problem.add_row_totals(Eigen::Vector3d(0.02, 160, 9));
  problem.controls.push_back({"cell sum", {{1, 0, 1}, {2, 0, 1}}, 100, std::nullopt});
  const BalanceResult entropy = balance_by_cross_entropy(problem);
  CHECK(entropy.converged);
  CHECK(largest_ratio_gap(entropy.table, gras(problem).table) < 1e-6);
}

TEST_CASE("cross-entropy agrees with GRAS on signed cells, fixed cells and soft controls") {
  BalanceProblem problem = unsigned_problem();
  problem.prior(2, 0) = -2;
  problem.controls.clear();
  problem.add_row_totals(Eigen::Vector3d(20, 22, 3));
  problem.controls.push_back({"fuel", {{0, 1, 1}, {1, 1, 1}}, 15, 5.0});
  problem.controls.push_back({"difference", {{0, 2, 1}, {1, 3, -1}}, 4, std::nullopt});
  problem.fixed.setConstant(3, 4, false);
  problem.fixed(1, 2) = true;
  const BalanceResult entropy = balance_by_cross_entropy(problem);
  const BalanceResult scaled = gras(problem);
  CHECK(entropy.converged);
  CHECK(scaled.converged);
  CHECK(entropy.table(1, 2) == 8);
  CHECK(entropy.table(2, 0) < 0);
  CHECK(largest_ratio_gap(entropy.table, scaled.table) < 1e-6);
}

TEST_CASE("cells that have to vanish do so in both balances") {
  BalanceProblem problem = unsigned_problem();
  problem.controls.clear();
  problem.add_row_totals(Eigen::Vector3d(0, 20, 5));
  const BalanceResult entropy = balance_by_cross_entropy(problem);
  CHECK(entropy.converged);
  CHECK(entropy.table.row(0).isZero(0));
  CHECK(gras(problem).table.row(0).isZero(0));
}

TEST_CASE("controls that contradict each other are a result, not an exception") {
  BalanceProblem problem = unsigned_problem();
  problem.controls.push_back({"impossible", {{0, 0, 1}}, 50, std::nullopt});
  const BalanceResult entropy = balance_by_cross_entropy(problem);
  CHECK_FALSE(entropy.converged);
  CHECK(entropy.max_deviation > 1e-3);
}
