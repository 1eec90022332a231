// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "calibration/adjustment.h"
#include "calibration/co2_targets.h"
#include "calibration/fuels/physical_recipe.h"
#include "calibration/targets/target_report.h"

namespace etslink {

// Money that goes with energy from one user to others of the same fuel in a region [million USD]; sums to 0 by region
// and fuel.
struct MovedPurchase {
  Region region;
  Sector fuel;
  User user;
  double value_musd = 0, tax_musd = 0;  // below 0: of a user that loses energy
};

struct EnergyByUser {
  std::vector<MovedPurchase> purchases;
  Adjustments adjustments;
};

// Moves energy and CO2 between the users of a fuel in a region, so that the recipe's targets of kind emissions and
// energy are met as far as their widths and the reliability of the cells say: minimum cross entropy with
// sum (x log(x/x0) - x + x0) / error^2 + sum (wanted - reached)^2 / (2 (width/2)^2 wanted),
// error the relative error of a cell, width/2 that of a target (Golan, Judge and Robinson 1994; Robinson, Cattaneo and
// El-Said 2001). A target with a lower bound acts only where less is reached. CO2 and energy by region and fuel stay
// (to rounding); no user gets a fuel that it had not. What a user loses takes the same part of its purchase along, at
// most at the mean price of the region, and of its tax; who gains shares both by energy. Changes nothing without such
// targets.
[[nodiscard]] EnergyByUser move_energy_to_targets(Benchmark& benchmark, const Co2Targets& published,
                                                  const PhysicalRecipe& recipe, TargetMoves& moves);

}  // namespace etslink
