// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

#include "model/conditions.h"
#include "model/graph.h"

namespace etslink {

// Supply of an endowment [million benchmark USD] in the numbers of a source of unknowns:
// quantity (p_price/p_cost)^elasticity, times the factor that holds fuel prices and the unknown of a closure.
template <int N, class Source>
typename Source::template Number<N> endowment_supply(const Endowment& endowment, const TableOfContents& table,
                                                     Source& source) {
  using std::exp;
  using Number = typename Source::template Number<N>;
  Number log_supply(0);
  if (endowment.supply_elasticity != 0) {
    log_supply = endowment.supply_elasticity * (source.template unknown<N>(table.price[endowment.price_commodity]) -
                                                source.template unknown<N>(table.price[endowment.cost_commodity]));
  }
  if (endowment.availability >= 0) log_supply += source.template unknown<N>(table.availability[endowment.availability]);
  Number supply = endowment.quantity * exp(log_supply);
  if (endowment.variable >= 0) supply = supply * source.template unknown<N>(table.variable[endowment.variable]);
  return supply;
}

}  // namespace etslink
