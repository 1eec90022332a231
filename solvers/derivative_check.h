// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "solvers/square_system.h"

namespace etslink {

// Where a system's Jacobian differs most from central differences.
struct DerivativeCheck {
  double largest_error =
      0;  // |derivative - difference| / max(1, |derivative|), per natural size of the unknown; NaN if any is
  std::string condition;  // names of that entry
  std::string unknown;
  double derivative = 0;  // as given by SquareSystem::jacobian, 0 outside its pattern
  double difference = 0;
};

// Compares every entry of the Jacobian at x, those outside the pattern included, with central differences over
// relative_step times the natural size of each unknown. Costs 2 n residuals; the default step leaves errors of about
// 1e-9.
[[nodiscard]] DerivativeCheck check_derivatives(const SquareSystem& system, std::span<const double> x,
                                                double relative_step = 1e-5);

}  // namespace etslink
