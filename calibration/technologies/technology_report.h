// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "calibration/report_table.h"
#include "calibration/technologies/split_column.h"

namespace etslink {

// What was wanted and reached: costs per MWh by item, fuel per MWh, networks and the pool, and the largest departures.
// `benchmark` is that before the split.
[[nodiscard]] std::vector<ReportTable> technology_tables(const Benchmark& benchmark,
                                                         const std::vector<RegionSplit>& splits,
                                                         const TechnologyRecipe& recipe);

}  // namespace etslink
