// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calibration/aggregation/aggregation_map.h"
#include "model/benchmark.h"

namespace etslink {

// Activities that stand idle (activities.csv) for the lists of a map. Those of one code in regions that become one are
// one activity: its costs and inputs are the mean, weighted by what each region makes of the good. InputError where
// they make different goods.
[[nodiscard]] std::vector<IdleActivity> aggregate_activities(const Benchmark& benchmark, const AggregationMap& map);

}  // namespace etslink
