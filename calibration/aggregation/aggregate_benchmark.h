// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calibration/aggregation/volume_plan.h"
#include "calibration/paid_prices.h"

namespace etslink {

// A benchmark of fewer regions, sectors and factors, and what is not the sum of the old one in it.
struct Aggregate {
  Benchmark benchmark;
  VolumePlan volumes;               // one price of what had several, goods that lost their volumes
  std::vector<PaidPriceCut> lower;  // carbon prices that the taxes no longer carry
};

// Flows, taxes, emissions and energy are added up, trade between regions that become one is trade inside it, transfers
// inside one agent vanish, parameters become means weighted by what docs/benchmark.md says. Goods with physical volumes
// are revalued before (volume_plan.h). Rows stand where the first of those that they add up stood; the map that merges
// nothing gives the same records. It balances as well as the one it is made from.
[[nodiscard]] Aggregate aggregate_benchmark(const Benchmark& benchmark, const AggregationMap& map);

// elasticities.csv of the aggregate. A row for a group is the mean over all its members of what holds for each of them:
// its own row, or the more general one that the model would use.
[[nodiscard]] std::vector<ElasticityEntry> aggregate_parameters(const Benchmark& benchmark, const AggregationMap& map);

}  // namespace etslink
