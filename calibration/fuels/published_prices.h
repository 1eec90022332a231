// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calibration/fuels/energy_tables.h"

namespace etslink {

// Raises what users should pay (wanted_musd) to the published prices of the recipe less their widths, where the money
// benchmark has less; lists each with the value added. InputError for a row that the file of prices does not have, has
// in another unit than USD/GJ or has without a positive price.
void raise_to_published_prices(EnergyTables& tables, const Benchmark& benchmark, const PhysicalRecipe& recipe);

}  // namespace etslink
