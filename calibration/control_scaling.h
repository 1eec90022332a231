// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "calibration/balance_problem.h"

namespace etslink {

// A control on the free cells only. Its positive terms grow with the multiplier r, its negative ones shrink as 1/r.
struct FreeControl {
  std::vector<int> plus, minus;  // cells with sign * prior > 0 and < 0
  double target = 0;             // less the fixed cells
  double slack = 0;              // reached value of a soft control: sum of cells - slack = target
  double weight = 0;             // of the slack; 0 = hard
};

// State of a balance by multipliers: the scaled cells (row-major, fixed ones too) and what the controls ask of them.
struct ControlScaling {
  std::vector<double> cell;
  std::vector<FreeControl> controls;

  explicit ControlScaling(const BalanceProblem& problem);

  [[nodiscard]] double absolute_sum(const std::vector<int>& cells) const;
  // Largest residual of a control over the size of its terms.
  [[nodiscard]] double deviation() const;
  [[nodiscard]] Eigen::MatrixXd table(Eigen::Index rows, Eigen::Index columns) const;
};

// Scales the cells of one control (by its position) until it holds; an infeasible one is left as it is.
void meet_control(ControlScaling& scaling, std::size_t control);

// Newton steps on the logarithms of all multipliers together until the deviation is below tolerance or rounding stops
// progress. Returns the number of steps.
int polish_controls(ControlScaling& scaling, const BalanceOptions& options);

}  // namespace etslink
