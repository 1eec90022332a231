// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace etslink {

// Builds CSV text row by row: LF, shortest round-trip digits, quotes only where needed.
class CsvWriter {
 public:
  explicit CsvWriter(const std::vector<std::string>& columns);
  CsvWriter& add(std::string_view field);
  CsvWriter& add(double number);
  CsvWriter& add(int number);
  // Ends the row; std::logic_error unless it has one field per column.
  void end_row();
  [[nodiscard]] const std::string& text() const { return text_; }
  // What has been written since the last call: a long table goes out piece by piece.
  [[nodiscard]] std::string take();

 private:
  std::size_t column_count_, field_count_ = 0;
  std::string text_;
};

}  // namespace etslink
