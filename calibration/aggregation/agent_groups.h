// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "calibration/aggregation/aggregation_map.h"
#include "calibration/aggregation/code_groups.h"

namespace etslink {

// Which agents become one. Those of a region that stays alone stay; of regions that become one the governments become
// one, the investors become one, and so do the households where each region has one; `groups` says it otherwise. The
// code of a merged agent is that of the first one with the new region in place of the old (HH_CHN: HH_EAST).
void group_agents(const Benchmark& benchmark, const std::vector<CodeGroup>& groups, AggregationMap& map);

}  // namespace etslink
