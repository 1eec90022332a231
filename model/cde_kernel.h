// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <span>

#include "model/graph.h"

// The formulas of household demand with a constant difference of elasticities (CDE), notation as in docs/model.md.
namespace etslink {

// log c of the cost c of a unit of real consumption, which solves sum_i g_i exp(b_i (v_i - log c)) = 1 (Hanoch 1975),
// with v_i = log(P_i/Pbar_i) + e_i log u - log a, one per input. With v_i = e_i log u it is log a: what utility u costs
// at benchmark prices.
[[nodiscard]] double log_cde_cost(std::span<const CdeInput> inputs, std::span<const double> v);

// What all inputs of one household depend on.
template <class Scalar>
struct CdePoint {
  Scalar log_level;    // log a: real consumption
  Scalar log_utility;  // log u
  Scalar mean;         // CdeDemand::mean
};

// Input demand: q = Q a (c/(P/Pbar))^(1 - b) (u^e/a)^b / mean (Roy's identity). `log_cost_advantage` = log c -
// log(P/Pbar).
template <class Scalar>
Scalar cde_input_demand(const Edge& edge, const CdeInput& input, const CdePoint<Scalar>& at,
                        const Scalar& log_cost_advantage) {
  using std::exp;
  const Scalar exponent = at.log_level + (1 - input.substitution) * log_cost_advantage +
                          input.substitution * (input.expansion * at.log_utility - at.log_level);
  return edge.quantity0 * exp(exponent) / at.mean;
}

}  // namespace etslink
