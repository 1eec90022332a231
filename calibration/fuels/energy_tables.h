// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Dense>
#include <string>
#include <vector>

#include "calibration/adjustment.h"
#include "calibration/co2_targets.h"
#include "calibration/fuels/fuel.h"
#include "calibration/fuels/physical_recipe.h"
#include "calibration/targets/energy_by_user.h"

namespace etslink {

// What one user has of a fuel in a region: energy, and what the money benchmark pays for it.
struct FuelUse {
  Region region;
  User user;
  Fuel fuel = Fuel::coal;
  double burnt_pj = 0;     // energy.csv; of crude oil what is refined
  double other_pj = 0;     // feedstock or bunkers
  std::string other;       // their purpose; empty where other_pj is 0
  double value_musd = 0;   // at market price, without use tax
  double tax_musd = 0;     // use tax
  double moved_musd = 0;   // of both: came from other users with their energy; below 0: went to them
  double wanted_musd = 0;  // value_musd, or more where published prices are higher
  [[nodiscard]] double pj() const { return burnt_pj + other_pj; }
};

// Refined oil that is neither burnt in its region nor free of CO2: feedstock and bunkers [PJ].
struct OtherOil {
  Eigen::VectorXd published;  // by region: consumption less what is burnt
  Eigen::VectorXd carried;    // by region: as far as the money of those who buy it goes
};

// Energy accounts of the base year. In each fuel, the world uses what it produces.
struct EnergyTables {
  std::vector<FuelUse> use;                       // pj() > 0, by region, fuel and user
  std::vector<FuelUse> without_energy;            // purchases of those who use none
  ByFuel<Eigen::VectorXd> use_pj, production_pj;  // by region
  ByFuel<double> scale;                           // published production was multiplied by
  OtherOil other_oil;
  Adjustments adjustments;
};

// Fuels of extraction sectors where hardly any fuel is extracted, and of refineries without throughput: such a sector
// distributes, and what it burns belongs to the recipe's distribution sector. Moves energy and CO2 in the benchmark.
[[nodiscard]] Adjustments move_fuels_of_distributors(Benchmark& benchmark, const Co2Targets& targets,
                                                     const PhysicalRecipe& recipe);

// Use by region, user and fuel from energy.csv, crude oil by throughput of refineries, feedstock and bunkers as far as
// the money of their buyers goes; production from the published tables, scaled to use. A region whose benchmark has no
// sector for a fuel produces none. Purchases that moved with energy count with who has it now. InputError where a fuel
// is used and nobody has a sector for it.
[[nodiscard]] EnergyTables energy_tables(const Benchmark& benchmark, const Co2Targets& targets,
                                         const PhysicalRecipe& recipe, const std::vector<MovedPurchase>& moved = {});

}  // namespace etslink
