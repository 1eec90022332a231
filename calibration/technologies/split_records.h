// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "calibration/technologies/split_column.h"

namespace etslink {

// Writes technologies into the records of a benchmark: as producers behind its sectors, with their factor of rents, the
// parts of what the electricity sector buys, pays and emits (what is left stays with the sector), subsidies as output
// taxes below 0 with a tax on the sector that pays them, volumes, and elasticities of supply.
void split_records(Benchmark& benchmark, const std::vector<RegionSplit>& splits, const TechnologyRecipe& recipe);

}  // namespace etslink
