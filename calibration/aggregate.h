// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "calibration/io_table.h"

namespace etslink {

// Old code -> new code, and the new codes in their order.
struct CodeMap {
  std::map<std::string, std::string> target;
  std::vector<std::string> codes;
};

// Sums regions and sectors of a table. InputError where the maps miss a code of the table.
[[nodiscard]] IoTable aggregate(const IoTable& table, const CodeMap& regions, const CodeMap& sectors);

}  // namespace etslink
