// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calibration/aggregation/aggregation_map.h"

namespace etslink {

// A benchmark of fewer regions, sectors and factors: flows, taxes, emissions and energy are added up, trade between
// regions that become one is trade inside it, transfers inside one agent vanish, parameters become means weighted by
// what docs/benchmark.md says. Rows stand where the first of those that they add up stood; the map that merges nothing
// gives the same records. It balances as well as the one it is made from.
[[nodiscard]] Benchmark aggregate_benchmark(const Benchmark& benchmark, const AggregationMap& map);

// elasticities.csv of the aggregate. A row for a group is the mean over all its members of what holds for each of them:
// its own row, or the more general one that the model would use.
[[nodiscard]] std::vector<ElasticityEntry> aggregate_parameters(const Benchmark& benchmark, const AggregationMap& map);

// What a parameter is weighted by where the map does not say it.
[[nodiscard]] ParameterWeight usual_weight(const std::string& parameter);

}  // namespace etslink
