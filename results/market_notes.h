// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "model/equilibrium.h"

namespace etslink {

// A sentence for everything that keeps less than a permit market of the study promises: prices that miss what they are
// held to (PriceGap), permits that go round a circle of links and come back as more.
[[nodiscard]] std::vector<std::string> market_notes(const Economy& economy, const EquilibriumState& state);

}  // namespace etslink
