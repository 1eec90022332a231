// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "calibration/csv.h"
#include "model/benchmark.h"

namespace etslink {

class RecordReader;

// The unit in the column unit of a row; InputError for another word.
[[nodiscard]] VolumeUnit volume_unit(const RecordReader& row);

// Reads the flows of a benchmark folder into a benchmark that already has its lists. The tables come by file name
// ("use.csv"); absent optional files leave their records empty.
void read_flows(const std::map<std::string, CsvTable>& tables, Benchmark& benchmark);

}  // namespace etslink
