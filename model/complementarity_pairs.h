// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "model/conditions.h"
#include "model/graph.h"

namespace etslink {

// A pair both of whose sides are below this in their natural scales is degenerate: it holds as a tie.
inline constexpr double degeneracy_limit = 1e-6;

// A complementarity pair 0 <= unknown _|_ slack >= 0 of an economy, both sides in their natural scales. Its residual is
// a Fischer-Burmeister function of the two, bent so sharply that differences over a parameter must be taken of the
// slack.
struct ComplementarityPair {
  int row = -1;  // of EquilibriumSystem
  double unknown = 0, slack = 0;

  // Derivative of the residual with respect to the slack.
  [[nodiscard]] double slope_in_slack() const;
  [[nodiscard]] bool is_degenerate() const;
};

// All pairs at the unknowns x: permit markets, then rules. Economies of the same structure have them in the same order.
[[nodiscard]] std::vector<ComplementarityPair> complementarity_pairs(const Economy& economy, std::span<const double> x);

// cap + supply - emissions of a pool, in units of its benchmark emissions.
[[nodiscard]] double pool_slack(const Economy& economy, const TableOfContents& table, int p, std::span<const double> x);

}  // namespace etslink
