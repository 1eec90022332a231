// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calibration/fuels/energy_tables.h"
#include "calibration/fuels/physical_recipe.h"
#include "model/benchmark.h"

namespace etslink::test {

// Regions A, B and C with the sectors COL, GAS, CRU, OIL, ELE, IND and SRV, a household, a government and an investor
// each; no flows.
[[nodiscard]] Benchmark fuel_world();

// Physical accounts with the default numbers, services of SRV, and no files.
[[nodiscard]] PhysicalRecipe fuel_recipe();

// A sector as a user.
[[nodiscard]] User sector_user(const Benchmark& benchmark, const std::string& code);

// Use of a fuel in the accounts of fuel_world: energy, and what it costs in money [PJ, million USD].
[[nodiscard]] FuelUse fuel_use(const Benchmark& benchmark, const std::string& place, double pj, double value);

// Tables with these uses and production by region; sums are filled in.
[[nodiscard]] EnergyTables fuel_tables(const Benchmark& benchmark, const std::vector<FuelUse>& uses, Fuel fuel,
                                       const std::vector<double>& production);

}  // namespace etslink::test
