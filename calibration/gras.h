// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calibration/balance_problem.h"
#include "model/input_error.h"

namespace etslink {

// Generalised RAS (Junius and Oosterhaven 2003, zero rows and columns as in Lenzen, Wood and Gallego 2007 and
// Temurshoev, Miller and Bouwmeester 2013) for any set of signed controls: each control in turn scales its cells by r
// where sign * cell > 0 and by 1/r where it is negative. Not converging (an infeasible control) is a result that names
// the control.
[[nodiscard]] BalanceResult gras(const BalanceProblem& problem, const BalanceOptions& options = {});

// What a matrix is, for messages, and the place in a source file that it comes from.
struct RasName {
  std::string what;
  SourceLocation at = {};
};

// Plain RAS: the nonnegative matrix biproportional to `prior` with the given row and column sums (of equal total).
// InputError with the name when no such matrix exists or the input has a negative number or NaN.
[[nodiscard]] Eigen::MatrixXd ras(const Eigen::MatrixXd& prior, const Eigen::VectorXd& row_totals,
                                  const Eigen::VectorXd& column_totals, const RasName& name);

}  // namespace etslink
