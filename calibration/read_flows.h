// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "calibration/csv.h"
#include "model/benchmark.h"

namespace etslink {

// Reads the flows of a benchmark folder into a benchmark that already has its lists. The tables come by file name
// ("use.csv"); absent optional files leave their records empty.
void read_flows(const std::map<std::string, CsvTable>& tables, Benchmark& benchmark);

}  // namespace etslink
