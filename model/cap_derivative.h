// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "model/graph.h"

namespace etslink {

// Part of each region in the cap of a market: they move in proportion, or equally where the cap is zero. Sums to 1.
[[nodiscard]] std::vector<double> cap_shares(const MarketNode& market);

// Exact derivative of the scaled residuals of EquilibriumSystem at x with respect to the cap of a market [per Mt],
// whose regions move by their cap_shares. Zero where the market is off.
[[nodiscard]] std::vector<double> cap_derivative(const Economy& economy, std::span<const double> x, int market);

}  // namespace etslink
