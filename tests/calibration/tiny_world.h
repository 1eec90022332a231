// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "calibration/split_data.h"

namespace etslink::test {

// The fixture tests/fixtures/tiny_world up to the step where mixed industries are divided.
struct TinyWorld {
  explicit TinyWorld(const std::string& recipe_file);
  TinyWorld();
  TinyWorld(const TinyWorld&) = delete;
  TinyWorld& operator=(const TinyWorld&) = delete;

  Recipe recipe;
  SectorConcordance concordance;
  SubProductShares shares;
  UseTable groups;
  Co2Targets targets;
  FuelPrices prices;
  UnitFuels fuels;

  // A floor of 3 USD/GJ for coal, which some purchases of the fixture can't carry; gas follows.
  void raise_coal_floor();
  [[nodiscard]] SplitData data() const { return {recipe, concordance, shares, targets, prices, fuels}; }
  [[nodiscard]] double purchase(const std::string& good, const std::string& region, const std::string& user) const;
};

}  // namespace etslink::test
