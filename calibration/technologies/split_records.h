// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "calibration/technologies/split_column.h"

namespace etslink {

// Writes technologies into the records of a benchmark: as producers behind its sectors, with their factor of rents, the
// parts of what the electricity sector buys, pays and emits (what is left stays with the sector), what they pay into
// the pool as output taxes, volumes, and elasticities of supply.
void split_records(Benchmark& benchmark, const std::vector<RegionSplit>& splits, const TechnologyRecipe& recipe);

}  // namespace etslink
