// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "calibration/csv.h"

namespace etslink {

// Largest number that a source table may hold, whatever its unit: sums and ratios of such numbers stay finite.
inline constexpr double largest_source_number = 1e15;

// Last line of a table: where a row that is missing would stand.
[[nodiscard]] SourceLocation end_of(const CsvTable& csv);

// The rows of a table that are used, each key once.
class KeyedRows {
 public:
  // Columns that the table does not have are left out of the key.
  KeyedRows(const CsvTable& csv, const std::vector<std::string>& key_columns);
  // InputError naming both lines where an earlier row has the same key.
  void take(int row);

 private:
  const CsvTable& csv_;
  std::vector<int> columns_;
  std::map<std::string, int> taken_;
};

// A number of 0 or more, at most largest_source_number; InputError otherwise.
[[nodiscard]] double nonnegative(const CsvTable& csv, int row, const std::string& column);
// The same, nothing where the field is empty ("not available").
[[nodiscard]] std::optional<double> optional_nonnegative(const CsvTable& csv, int row, const std::string& column);
// A number inside [low, high]; InputError otherwise.
[[nodiscard]] double number_between(const CsvTable& csv, int row, const std::string& column,
                                    std::pair<double, double> range);

// Columns of a table that publishes each value's share in the sum over rows that agree in `whole`.
struct ShareColumns {
  std::vector<std::string> whole;
  std::string value, share;
};
// InputError where a published share is not the value over that sum [to 1e-5]: a row is missing, or a value is wrong.
// Tables without the column of shares pass.
void check_shares(const CsvTable& csv, const std::vector<int>& rows, const ShareColumns& columns);

}  // namespace etslink
