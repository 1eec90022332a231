// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Dense>

#include "calibration/adjustment.h"
#include "calibration/fuels/energy_tables.h"

namespace etslink {

// Price of a fuel at its exporter, and delivered to the importer whatever the origin: one number per region [USD/GJ].
struct PriceLevels {
  ByFuel<Eigen::VectorXd> first;  // of each region by itself
  ByFuel<Eigen::VectorXd> basic;  // such that those who have to import pay what their main supplier gets
  Adjustments adjustments;
};

// Coal and gas: the price of the user up to whom the recipe's quantile of the region's energy is used, cheapest first,
// inside a range; refined oil: one price; crude oil: what refineries pay, inside a range. Then regions that use more
// than they produce and whose main supplier (the net exporter from whom the money benchmark imports most energy) is
// dearer share one price with it, the mean of logarithms by use: delivered prices never lie below the supplier's, so
// that no wedge is negative.
[[nodiscard]] PriceLevels price_levels(const EnergyTables& tables, const Benchmark& benchmark,
                                       const PhysicalRecipe& recipe);

}  // namespace etslink
