// SPDX-License-Identifier: Apache-2.0
#include "calibration/balance_problem.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "model/input_error.h"

namespace etslink {
namespace {

std::string control_name(const char* kind, const std::vector<std::string>& names, int index) {
  return std::string(kind) + " " + (names.empty() ? std::to_string(index) : names[index]);
}

// Factor by which a cell has moved, at least 1; a cell that left or reached zero counts as infinite.
double moved_factor(double prior, double value) {
  if (prior == value) return 1;
  if (prior == 0 || value == 0) return INFINITY;
  const double ratio = std::abs(value / prior);
  return std::max(ratio, 1 / ratio);
}

std::vector<MovedCell> moved_cells(const BalanceProblem& problem, const Eigen::MatrixXd& table, double factor) {
  std::vector<MovedCell> moved;
  for (int i = 0; i < table.rows(); ++i) {
    for (int j = 0; j < table.cols(); ++j) {
      if (moved_factor(problem.prior(i, j), table(i, j)) > factor)
        moved.push_back({i, j, problem.prior(i, j), table(i, j)});
    }
  }
  std::stable_sort(moved.begin(), moved.end(), [](const MovedCell& a, const MovedCell& b) {
    return moved_factor(a.prior, a.value) > moved_factor(b.prior, b.value);
  });
  return moved;
}

}  // namespace

void BalanceProblem::add_row_totals(const Eigen::VectorXd& totals, const std::vector<std::string>& names) {
  require(totals.size() == prior.rows(), "one total per row");
  require(names.empty() || static_cast<Eigen::Index>(names.size()) == totals.size(), "one name per row");
  for (int i = 0; i < totals.size(); ++i) {
    BalanceControl control{control_name("row", names, i), {}, totals(i), std::nullopt};
    for (int j = 0; j < prior.cols(); ++j) control.cells.push_back({i, j, 1});
    controls.push_back(std::move(control));
  }
}

void BalanceProblem::add_column_totals(const Eigen::VectorXd& totals, const std::vector<std::string>& names) {
  require(totals.size() == prior.cols(), "one total per column");
  require(names.empty() || static_cast<Eigen::Index>(names.size()) == totals.size(), "one name per column");
  for (int j = 0; j < totals.size(); ++j) {
    BalanceControl control{control_name("column", names, j), {}, totals(j), std::nullopt};
    for (int i = 0; i < prior.rows(); ++i) control.cells.push_back({i, j, 1});
    controls.push_back(std::move(control));
  }
}

void evaluate_balance(const BalanceProblem& problem, const BalanceOptions& options, BalanceResult& result) {
  result.max_deviation = 0;
  result.worst_control.clear();
  result.control_values.clear();
  for (const BalanceControl& control : problem.controls) {
    double sum = 0;
    double size = 0;
    for (const ControlCell& cell : control.cells) {
      sum += cell.sign * result.table(cell.row, cell.column);
      size += std::abs(result.table(cell.row, cell.column));
    }
    result.control_values.push_back(sum);
    const double scale = std::max(std::abs(control.target), size);
    if (control.weight || scale == 0) continue;
    const double deviation = std::abs(sum - control.target) / scale;
    // written so that a NaN is the worst of all
    if (!(deviation <= result.max_deviation)) {
      result.max_deviation = deviation;
      result.worst_control = control.name;
    }
  }
  result.converged = result.max_deviation <= options.tolerance;
  result.moved = moved_cells(problem, result.table, options.report_factor);
}

}  // namespace etslink
