// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "calibration/aggregation/aggregation_map.h"
#include "model/benchmark.h"

namespace etslink {

// Technologies keep to their sector: where it stands alone in its group (under a new code, of fewer regions) they are
// those of the group; where it becomes one with others their columns become part of its column. Completes a map whose
// sectors are placed: `alone` says of each of its sectors whether it is one old sector.
void place_technologies(const Benchmark& benchmark, const std::vector<char>& alone, AggregationMap& map);

// Does a producer stay a technology?
[[nodiscard]] bool stays_technology(const AggregationMap& map, Sector producer);

// The benchmark without what technologies sell that become part of a column: it would be a purchase from itself.
[[nodiscard]] Benchmark without_merged_sales(const Benchmark& benchmark, const AggregationMap& map);

// Technologies of regions that become one: where a unit of each costs the same in every old region, but not in the new
// one as their mixes differ, what one costs above the mean becomes a subsidy and what another one costs below it a tax
// on its output, which add up to zero. So volumes can still add up.
void equalize_costs(const Benchmark& before, const AggregationMap& map, Benchmark& after);

}  // namespace etslink
