// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>

#include "model/graph.h"

namespace etslink {

// Proves that an equilibrium x is one of many: steps along the direction in which the Jacobian is singular, both ways,
// and returns from there to an equilibrium across it. How far that one is from x, in the largest change of an unknown
// in its natural size (about 0.05); nothing where there is none. Dense: for some hundreds of unknowns.
[[nodiscard]] std::optional<double> distance_to_other_equilibrium(const Economy& economy, std::span<const double> x);

}  // namespace etslink
