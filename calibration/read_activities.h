// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "calibration/csv.h"
#include "model/benchmark.h"

namespace etslink {

// activities.csv and activity_inputs.csv of a benchmark folder, where it has them. Needs the lists of regions, sectors
// and factors. InputError for unknown codes, inputs without an activity and the other way round, shares that do not add
// up to 1 (to share_tolerance), a fuel whose CO2 is not stated, and what fault(IdleActivity) says.
void read_activities(const std::map<std::string, CsvTable>& tables, Benchmark& benchmark);

inline constexpr double share_tolerance = 1e-6;

}  // namespace etslink
