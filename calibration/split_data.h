// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calibration/co2_targets.h"
#include "calibration/concordance.h"
#include "calibration/fuel_values.h"
#include "calibration/recipe.h"
#include "calibration/sub_product_shares.h"
#include "calibration/use_table.h"

namespace etslink {

// What the splitting steps share: everything known before the rows and columns of mixed industries are divided.
struct SplitData {
  const Recipe& recipe;
  const SectorConcordance& concordance;
  const SubProductShares& shares;
  const Co2Targets& targets;
  const FuelPrices& prices;
  const UnitFuels& fuels;
};

}  // namespace etslink
