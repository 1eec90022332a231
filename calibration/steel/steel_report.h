// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "calibration/report_table.h"
#include "calibration/steel/route_split.h"

namespace etslink {

// What was wanted and reached: costs and energy per tonne, and what is left of the sector. `benchmark` is that before
// the split.
[[nodiscard]] std::vector<ReportTable> steel_tables(const Benchmark& benchmark, const std::vector<SteelSplit>& splits,
                                                    const SteelRecipe& recipe);

}  // namespace etslink
