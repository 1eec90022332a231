// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "model/graph.h"

namespace etslink {

// A complementarity pair 0 <= unknown _|_ slack >= 0 of an economy, both sides in their natural scales. Its residual is
// a Fischer-Burmeister function of the two, bent so sharply that differences over a parameter must be taken of the
// slack.
struct ComplementarityPair {
  int row = -1;  // of EquilibriumSystem
  double unknown = 0, slack = 0;

  // Derivative of the residual with respect to the slack.
  [[nodiscard]] double slope_in_slack() const;
};

// All pairs at the unknowns x: permit markets, then rules. Economies of the same structure have them in the same order.
[[nodiscard]] std::vector<ComplementarityPair> complementarity_pairs(const Economy& economy, std::span<const double> x);

}  // namespace etslink
