// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Dense>
#include <optional>
#include <string>
#include <vector>

namespace etslink {

// A cell in a control, counted with sign +1 or -1 (a -1 expresses "row sum equals column sum").
struct ControlCell {
  int row = 0;
  int column = 0;
  int sign = 1;
};

// sum of sign * cell over `cells` = target. Hard when `weight` is empty; else soft: the reached value s costs
// weight * (s log(s / target) - s + target) beside the entropy of the cells, which asks for target > 0 and weight > 0.
struct BalanceControl {
  std::string name;
  std::vector<ControlCell> cells;
  double target = 0;
  std::optional<double> weight;
};

// A table to be moved as little as possible (in entropy) until its controls hold. Cells keep their sign, zeros stay
// zero.
struct BalanceProblem {
  Eigen::MatrixXd prior;
  std::vector<BalanceControl> controls;
  // Cells that keep the prior value; an empty matrix fixes none.
  Eigen::Matrix<bool, Eigen::Dynamic, Eigen::Dynamic> fixed;

  // Hard controls on all row or column sums; names are "row NAME" and "column NAME", or the number where no names are
  // given.
  void add_row_totals(const Eigen::VectorXd& totals, const std::vector<std::string>& names = {});
  void add_column_totals(const Eigen::VectorXd& totals, const std::vector<std::string>& names = {});

  [[nodiscard]] bool is_fixed(int row, int column) const { return fixed.size() > 0 && fixed(row, column); }
};

struct BalanceOptions {
  double tolerance = 1e-13;   // of a hard control, relative to max(|target|, sum of |cells| in it)
  int max_sweeps = 500;       // scaling passes over all controls, before Newton steps on the multipliers
  int max_newton_steps = 60;  // final polish
  double report_factor = 3;   // cells moved by more than this factor are listed
};

// A cell that left its prior by more than the report factor.
struct MovedCell {
  int row = 0;
  int column = 0;
  double prior = 0;
  double value = 0;
};

struct BalanceResult {
  Eigen::MatrixXd table;
  bool converged = false;              // every hard control within tolerance
  int iterations = 0;                  // sweeps + Newton steps, or Ipopt iterations
  double max_deviation = 0;            // of a hard control [relative, as BalanceOptions::tolerance]
  std::string worst_control;           // its name
  std::vector<double> control_values;  // reached value of each control, soft ones too
  std::vector<MovedCell> moved;        // by descending factor
};

// Fills deviation, worst control, control values and moved cells of a result from its table.
void evaluate_balance(const BalanceProblem& problem, const BalanceOptions& options, BalanceResult& result);

}  // namespace etslink
