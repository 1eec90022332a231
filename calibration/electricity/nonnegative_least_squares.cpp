// SPDX-License-Identifier: Apache-2.0
#include "calibration/electricity/nonnegative_least_squares.h"

#include <limits>
#include <vector>

#include "model/input_error.h"

namespace etslink {

Eigen::VectorXd nonnegative_least_squares(const Eigen::MatrixXd& a, const Eigen::VectorXd& b) {
  const int unknowns = static_cast<int>(a.cols());
  require(unknowns > 0 && unknowns <= 12 && a.rows() >= unknowns, "a small problem with enough rows");
  Eigen::VectorXd best = Eigen::VectorXd::Zero(unknowns);
  double least = b.squaredNorm();
  for (unsigned choice = 1; choice < (1U << unknowns); ++choice) {
    std::vector<int> free;
    for (int i = 0; i < unknowns; ++i)
      if ((choice >> i) & 1U) free.push_back(i);
    const Eigen::VectorXd part = a(Eigen::all, free).colPivHouseholderQr().solve(b);
    if ((part.array() < 0).any()) continue;
    Eigen::VectorXd x = Eigen::VectorXd::Zero(unknowns);
    x(free) = part;
    const double distance = (a * x - b).squaredNorm();
    if (distance < least * (1 - 1e-14)) {
      least = distance;
      best = x;
    }
  }
  return best;
}

}  // namespace etslink
