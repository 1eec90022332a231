// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// Are stock changes of a good bought by origin, and not from the pooled composite? So where users have composites of
// their own; and where a run-down takes all of an origin that others buy, or more: stocks then supply what is bought.
[[nodiscard]] bool stocks_stand_apart(const BuildContext& context, Region region, Sector good);

// Commodities of the goods block: what producers sell, import bundles, pooled Armington composites, world pools of
// transport.
void declare_goods(BuildContext& context);

// Two-level Armington trade (Armington 1969): composites of domestic goods and imports, imports by origin with export
// taxes, transport margins and tariffs, and the world pools that supply the margins.
void add_trade(BuildContext& context);

// What a user buys of a good, for a purpose, and its CO2.
struct Purchase {
  GoodUse use;
  Region region;
  User user;           // for coverage by permit markets
  FuelEmissions fuel;  // [Mt]
  std::string buyer;   // in names: "ELE"
};

// Edge from a user to a good: to the pooled composite, or through a composite of the user's own
// (ModelOptions::armington), with the user's taxes and emissions.
[[nodiscard]] Edge connect_good(BuildContext& context, const Purchase& purchase);

// Direct purchases of a good without substitution between origins, as stock changes are: one edge per origin, values
// may be negative.
[[nodiscard]] std::vector<Edge> fixed_purchases(BuildContext& context, const GoodUse& use, Region region);

}  // namespace etslink
