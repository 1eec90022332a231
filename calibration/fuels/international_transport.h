// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Dense>

#include "calibration/adjustment.h"
#include "calibration/fuels/bunkers_recipe.h"
#include "calibration/report_table.h"
#include "model/benchmark.h"

namespace etslink {

// Fuel of ships and aircraft between countries, by the region that supplies it.
struct BunkerFuel {
  Eigen::VectorXd mt, pj;  // CO2, energy
  double world_mt = 0;     // published CO2 of the world, bunkers included
};

// Published CO2 of international transport: the world's from the recipe's file, the regions' from the recipe, what is
// left in the recipe's rest. InputError for a bad file, or where the regions emit more than the world.
[[nodiscard]] BunkerFuel bunker_fuel(const std::vector<std::string>& regions, const BunkersRecipe& recipe);

// Splits international transport off the sector that the recipe names: a new sector, the last one, with the role
// international_transport. Its fuel is the bunker fuel at the basic price of refined oil, without tax; its other costs
// are in the proportions of the sector that it leaves (energy apart), so large that fuel is the recipe's part of its
// costs; it sells the recipe's part abroad, as far as the exports of that sector go, the rest to the users of that
// sector at home. The bunker fuel that the sector paid for in money is taken from its purchases of refined oil, the
// rest from its other costs: the benchmark then balances in everything but refined oil and what is saved for it.
// oil_price: basic price of refined oil [USD/GJ]. InputError where the sector is too small for it.
struct TransportSplit {
  const BunkersRecipe& recipe;
  const BunkerFuel& fuel;
  double oil_price = 0;
};
Adjustments split_international_transport(Benchmark& benchmark, const TransportSplit& split);

// What became of it: CO2, energy, output and exports by region, and CO2 of the world against its published total.
[[nodiscard]] ReportTable international_transport_table(const Benchmark& benchmark, const BunkerFuel& fuel);

}  // namespace etslink
