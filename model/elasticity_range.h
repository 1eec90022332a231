// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace etslink {

// Elasticities are numbers from 0 to this one. Beyond it goods are perfect substitutes but for rounding: a price that
// is off by the accuracy of the solvers moves all demand.
inline constexpr double largest_elasticity = 1000;
// The one parameter of elasticity tables that is a price.
inline constexpr const char* process_price_scale = "process_xhat";

}  // namespace etslink
