// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "model/equilibrium.h"

// One equilibrium can be stated as a cap, a carbon tax, limits of the price, a cap per GDP, or by a swap that frees a
// cap. What belongs to the equilibrium itself, such as its abatement cost by the curve, is computed from the
// caps that all of them come to.
namespace etslink {

// The policy of a scenario solved by x with caps instead of the rules that only state them.
struct EquivalentCaps {
  Policy policy;                              // without these rules; every other instrument stays
  std::vector<std::vector<double>> added_mt;  // per market, per region: what becomes a cap, beyond those of `policy`
  bool changes_policy = false;                // false: the scenario states all its caps itself
};

// In place of a carbon tax stand the emissions it leaves, in place of limits of the price the cap with the permits
// that they add or take (PermitSupply::states_cap), likewise of caps per GDP and of swaps that free a cap. A carbon tax
// of zero stays, and one on tonnes that another market charges too: such a tonne can't have two caps.
[[nodiscard]] EquivalentCaps equivalent_caps(const Policy& policy, const Economy& economy, std::span<const double> x);

// Adds `added_mt` to the caps of an economy that was built from `policy`.
void add_to_caps(Economy& economy, const EquivalentCaps& caps);

// A solution of one economy in the unknowns of the other, which has the same graph and fewer rules: unknowns by what
// they are, benchmark values where there was none.
[[nodiscard]] std::vector<double> same_solution(const Economy& from, std::span<const double> x, const Economy& to);

}  // namespace etslink
