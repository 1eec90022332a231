// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/equilibrium.h"
#include "model/leisure.h"
#include "model/national_accounts.h"

namespace etslink {

// Households of a region that buy something.
[[nodiscard]] std::vector<int> consuming_households(const Economy& economy, Region region);

// Price of household consumption of a region, with the benchmark weights of its households [benchmark = 1]; NaN where
// there is none.
[[nodiscard]] double consumption_price(const Economy& economy, const EquilibriumState& state, Region region);

// The same graph, whatever its parts are called: the two economies share all axes of a results file.
[[nodiscard]] bool have_same_structure(const Economy& a, const Economy& b);

}  // namespace etslink
