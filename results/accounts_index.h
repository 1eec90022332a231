// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/equilibrium.h"
#include "model/leisure.h"

namespace etslink {

// A good that a final user buys, at the level of the good (its Armington composite, or one origin where only one is
// bought).
struct FinalUse {
  int edge = -1;
  Region region;
};

// Sale of a good from one region to another (or to itself: intra-regional trade of an aggregate), or of a transport
// service to a world pool.
struct CrossBorderSale {
  int edge = -1;
  Region seller;
  Region buyer;  // invalid: a world pool
  Sector good;
};

// Where the edges of the graph stand in the accounts of the regions; the same for all scenarios of a study.
struct AccountsIndex {
  explicit AccountsIndex(const Economy& economy);

  std::vector<FinalUse> final_uses;
  std::vector<CrossBorderSale> sales;
  std::vector<int>
      user_of_activity;  // per activity: sector, or sector count + AgentKind; -1 where several users share it

  // Axis `user`: sector codes, then "household", "government", "investment".
  [[nodiscard]] static std::vector<std::string> user_labels(const Economy& economy);
};

// Unit values of a cross-border sale at given commodity prices: FOB = p (1 + export tax), CIF = FOB + transport
// margins.
[[nodiscard]] double fob_price(const Economy& economy, int edge, const std::vector<double>& commodity_price);
[[nodiscard]] double cif_price(const Economy& economy, int edge, const std::vector<double>& commodity_price);

// Households of a region that buy something.
[[nodiscard]] std::vector<int> consuming_households(const Economy& economy, Region region);

// Price of household consumption of a region, with the benchmark weights of its households [benchmark = 1]; NaN where
// there is none.
[[nodiscard]] double consumption_price(const Economy& economy, const EquilibriumState& state, Region region);

// Equal names and edges: the two economies share all axes of a results file.
[[nodiscard]] bool have_same_structure(const Economy& a, const Economy& b);

}  // namespace etslink
