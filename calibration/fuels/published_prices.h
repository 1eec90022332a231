// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calibration/fuels/energy_tables.h"
#include "calibration/targets/target_report.h"

namespace etslink {

// Raises what users should pay (wanted_musd) to the lowest price that the recipe's targets of kind fuel_price allow,
// where the money benchmark has less, refined oil apart; lists each with the value added and says so to the moves of
// the target.
void raise_to_published_prices(EnergyTables& tables, const Benchmark& benchmark, const std::vector<Target>& targets,
                               TargetMoves& moves);

}  // namespace etslink
