// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "calibration/aggregation/aggregate_benchmark.h"

namespace etslink {

// What a user has to know of an aggregate that is not the sum of the old folder, a line each.
struct AggregationNotes {
  std::vector<std::string> prices;    // goods with one price instead of several
  std::vector<std::string> warnings;  // volumes left out, accounts that do not hold, carbon prices that were lowered
};

[[nodiscard]] AggregationNotes aggregation_notes(const Benchmark& old, const AggregationMap& map,
                                                 const Aggregate& aggregate);

}  // namespace etslink
