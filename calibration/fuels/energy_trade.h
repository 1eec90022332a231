// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Dense>

#include "calibration/fuels/energy_tables.h"
#include "calibration/fuels/price_levels.h"

namespace etslink {

// Energy from exporter (row) to importer (column); the diagonal is domestic [PJ].
struct EnergyTrade {
  ByFuel<Eigen::MatrixXd> pj;
  Adjustments adjustments;
};

// Trade of the money benchmark in energy (value over the exporter's basic price), without flows below the recipe's
// smallest and flows to where delivered prices are below the exporter's, moved to production (rows) and use (columns)
// as RAS does, by minimum entropy; each is met to 1e-12 of itself. InputError where no flows agree with both.
[[nodiscard]] EnergyTrade energy_trade(const EnergyTables& tables, const PriceLevels& prices,
                                       const Benchmark& benchmark, const PhysicalRecipe& recipe);

}  // namespace etslink
