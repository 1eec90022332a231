// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calibration/balance_problem.h"

namespace etslink {

// Minimum cross-entropy balance with Ipopt (Golan, Judge and Robinson 1994; Robinson, Cattaneo and El-Said 2001):
// minimise sum |x| log(x / x0) - |x| + |x0| subject to the controls. Takes the same problem as gras().
[[nodiscard]] BalanceResult balance_by_cross_entropy(const BalanceProblem& problem, const BalanceOptions& options = {});

}  // namespace etslink
