// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Dense>

namespace etslink {

// The x >= 0 that minimises |A x - b|, at most 12 unknowns: the best of all choices of unknowns that are 0 (Lawson and
// Hanson 1974, chapter 23, state the problem). A has full column rank.
[[nodiscard]] Eigen::VectorXd nonnegative_least_squares(const Eigen::MatrixXd& a, const Eigen::VectorXd& b);

}  // namespace etslink
