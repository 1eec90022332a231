// SPDX-License-Identifier: Apache-2.0
#include "results/text_layout.h"

#include "model/input_error.h"

namespace etslink {
namespace {

constexpr std::size_t gap = 2;

std::vector<std::size_t> widths_of(const std::vector<std::vector<std::string>>& rows,
                                   const std::vector<TextColumn>& columns) {
  std::vector<std::size_t> widths;
  for (const TextColumn& column : columns) widths.push_back(column.least);
  for (const auto& row : rows) {
    if (row.size() == 1) continue;
    require(row.size() == columns.size(), "a row has a cell for each column");
    for (std::size_t c = 0; c < row.size(); ++c) {
      const bool has_gap = c > 0 && columns[c].align == TextColumn::Align::right;  // inside its width
      widths[c] = std::max(widths[c], row[c].size() + (has_gap ? gap : 0));
    }
  }
  return widths;
}

}  // namespace

std::string aligned_rows(const std::vector<std::vector<std::string>>& rows, const std::vector<TextColumn>& columns) {
  const auto widths = widths_of(rows, columns);
  std::string text;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (row.size() == 1) {
        line = row.front();
      } else if (columns[c].align == TextColumn::Align::right) {
        line += padded_left(row[c], widths[c]);
      } else {
        line += (c > 0 ? std::string(gap, ' ') : "") + padded_right(row[c], widths[c]);
      }
    }
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

}  // namespace etslink
