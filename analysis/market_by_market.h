// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "model/equilibrium.h"
#include "solvers/continuation.h"

namespace etslink {

// The unknowns at the caps of an economy, reached by another way than all caps together: each market goes from its
// benchmark emissions to its cap while those before it are at theirs, first in their order, then in the opposite one.
// Finds equilibria of deep caps that no branch of the common path connects with the benchmark. Empty where none is
// found or there is one market only. Points of the branches that were followed are added to `met`, for other searches.
[[nodiscard]] std::optional<SolverReport> solve_market_by_market(const Economy& economy, const SolveFunction& solve,
                                                                 const BranchOptions& options,
                                                                 std::vector<std::vector<double>>& met);

}  // namespace etslink
