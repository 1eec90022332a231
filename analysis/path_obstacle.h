// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "model/graph.h"
#include "solvers/continuation.h"

namespace etslink {

// What stands in the way of larger cuts where a branch of equilibria ends: the unknown that runs to a limit, how far it
// has run, and what can be changed in the study. "; there price: coal resource of coal, CHN tends to zero (1e-30 of the
// benchmark); ...". Empty where the branch does not say.
[[nodiscard]] std::string obstacle(const Economy& economy, const ContinuationReport& path);

}  // namespace etslink
