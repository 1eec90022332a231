// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "model/equilibrium.h"

namespace etslink {

// A sentence for each permit pool whose price is zero: "the cap of market CHN does not bind, price 0". A pool's permits
// bind where their slack, relative to the emissions they cover at the benchmark, is smaller than the price, relative to
// permit_price_scale: of the two sides of the complementarity the one that is zero. However small the price, a cap that
// binds is not mentioned.
[[nodiscard]] std::vector<std::string> zero_price_notes(const Economy& economy, const EquilibriumState& state);

}  // namespace etslink
