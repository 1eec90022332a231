// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "calibration/csv.h"
#include "calibration/targets/target.h"

namespace etslink {

// Rows of a source file: those that have one of the values in each column.
struct SourceRows {
  std::string column;                                                   // of the number
  std::vector<std::pair<std::string, std::vector<std::string>>> where;  // column -> allowed values
  SourceLocation at;                                                    // of the conditions in the recipe
};

struct SourceValue {
  double value = 0;  // sum of the rows
  std::string text;  // "extra/fuel_prices_2011.csv: coal, CHN, power contract"
  std::vector<int> rows;
};

// Sum of the numbers of the rows, which are 0 or more. Where the file has a column `unit`, it is the one of the target.
// InputError where no row has these values, with the nearest one, and for a bad number or unit.
[[nodiscard]] SourceValue source_value(const CsvTable& csv, const SourceRows& wanted, const std::string& unit);

}  // namespace etslink
