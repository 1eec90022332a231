// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calibration/electricity/electricity_accounts.h"
#include "calibration/fuels/energy_tables.h"

namespace etslink {

// InputError at a target of the recipe whose users have nothing of what it is about: no step could draw the accounts to
// it, and 0 would be reached. Each asks what the accounts know at their stage.
void require_burners(const Benchmark& benchmark, const PhysicalRecipe& recipe);  // emissions, energy
void require_fuel_buyers(const EnergyTables& tables, const Benchmark& benchmark,
                         const PhysicalRecipe& recipe);  // fuel_price, fuel_cost_share
void require_electricity_buyers(const ElectricityAccounts& accounts, const Benchmark& benchmark,
                                const PhysicalRecipe& recipe);  // electricity_price

}  // namespace etslink
