// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Dense>

#include "calibration/adjustment.h"
#include "calibration/co2_targets.h"
#include "calibration/concordance.h"
#include "calibration/recipe.h"
#include "calibration/sub_product_shares.h"
#include "calibration/use_table.h"

namespace etslink {

// Prices of fuels at power plants and refineries implied by the table [USD/GJ], one entry per region.
struct FuelPrices {
  Eigen::VectorXd implied_coal, implied_crude;  // before floors
  Eigen::VectorXd coal, gas, crude;             // used
  Eigen::VectorXd throughput_pj;                // crude oil refined; 0 where there are no refineries
  Adjustments adjustments;                      // regions whose table implies no price
};

// Prices from the two purchases of the mining industry that are nearly pure fuel: those of power and gas supply (coal
// and gas at a fixed price ratio) and of refineries (crude oil, after their own coal); then floors. A region whose
// power plants burn neither coal nor gas has the world price of coal, one without refineries the price of crude oil
// that the recipe's ratio to coal gives: both are listed, and their implied prices are NaN.
[[nodiscard]] FuelPrices fuel_prices(const UseTable& groups, const Co2Targets& targets, const Recipe& recipe);

// What says how industries divide.
struct SplitSources {
  const Recipe& recipe;
  const SectorConcordance& concordance;
  const SubProductShares& shares;
};

// What each unit pays for coal and gas [million USD] and emits from oil [Mt]; rows = regions, columns = units, then HH.
struct UnitFuels {
  Eigen::MatrixXd coal, gas, oil_mt;
};

// Energy of each unit times the price of its region and kind of user. A sector's energy is shared out over its units by
// their output.
[[nodiscard]] UnitFuels unit_fuels(const UseTable& groups, const Co2Targets& targets, const FuelPrices& prices,
                                   const SplitSources& sources);

// Fuel needs of a user of the group table: a sector, a split parent (all its units) or HH.
struct GroupFuels {
  double coal = 0, gas = 0, oil_mt = 0;
};
[[nodiscard]] GroupFuels group_fuels(const UnitFuels& fuels, const SectorConcordance& concordance, int region,
                                     const std::string& user);

// Gas that a user buys from distribution, up to the recipe's share of its purchases there, and directly from mining.
struct GasSources {
  double distributed = 0, direct = 0;
};
[[nodiscard]] GasSources gas_sources(const UseTable& groups, const Recipe& recipe, Buyer buyer, double gas);

}  // namespace etslink
