// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calibration/electricity/electricity_accounts.h"
#include "calibration/fuels/fuel_records.h"

namespace etslink {

// Rows of electricity join those of fuels: purchases at the basic price with the region's mix of domestic and imported
// electricity and the user's old rate of tax on all that it pays, deliveries, own use and losses, trade (what an
// importer pays beyond the exporter's price is rent of the exporter up to the recipe's limit of its price, then
// tariff), energy [PJ] and generation [TWh].
void add_electricity_records(FuelRecords& records, const ElectricityAccounts& accounts, const Benchmark& benchmark,
                             const ElectricityAccountsRecipe& recipe);

// What a power sector pays besides its fuels and electricity becomes `left`: more is spent on the recipe's networks,
// less is saved on all alike. False where there is nothing to change.
[[nodiscard]] bool set_power_costs(Benchmark& benchmark, Region region, double left,
                                   const ElectricityAccountsRecipe& recipe);

}  // namespace etslink
