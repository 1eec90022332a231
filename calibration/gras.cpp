// SPDX-License-Identifier: Apache-2.0
#include "calibration/gras.h"

#include "calibration/control_scaling.h"
#include "model/number_text.h"

namespace etslink {
namespace {

// Beyond this many controls a dense Newton step costs more than many sweeps.
constexpr std::size_t newton_limit = 2500;

void require_nonnegative(const Eigen::Ref<const Eigen::MatrixXd>& numbers, const RasName& name) {
  for (Eigen::Index i = 0; i < numbers.rows(); ++i) {
    for (Eigen::Index j = 0; j < numbers.cols(); ++j) {
      if (!(numbers(i, j) >= 0))
        throw InputError(name.at, name.what + ": RAS needs nonnegative numbers, not " + shortest_text(numbers(i, j)));
    }
  }
}

}  // namespace

BalanceResult gras(const BalanceProblem& problem, const BalanceOptions& options) {
  ControlScaling scaling(problem);
  BalanceResult result;
  while (result.iterations < options.max_sweeps && scaling.deviation() > options.tolerance / 4) {
    for (std::size_t k = 0; k < scaling.controls.size(); ++k) meet_control(scaling, k);
    ++result.iterations;
  }
  if (scaling.controls.size() <= newton_limit) result.iterations += polish_controls(scaling, options);
  result.table = scaling.table(problem.prior.rows(), problem.prior.cols());
  evaluate_balance(problem, options, result);
  return result;
}

Eigen::MatrixXd ras(const Eigen::MatrixXd& prior, const Eigen::VectorXd& row_totals,
                    const Eigen::VectorXd& column_totals, const RasName& name) {
  require_nonnegative(prior, name);
  require_nonnegative(row_totals, name);
  require_nonnegative(column_totals, name);
  BalanceProblem problem;
  problem.prior = prior;
  problem.add_row_totals(row_totals);
  problem.add_column_totals(column_totals);
  const BalanceResult result = gras(problem, {.tolerance = 1e-12});
  if (!result.converged) {
    throw InputError(name.at, name.what + ": no table with these totals; worst is " + result.worst_control +
                                  ", relative deviation " + shortest_text(result.max_deviation));
  }
  return result.table;
}

}  // namespace etslink
