// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <vector>

#include "model/number_text.h"

namespace etslink {

// Rounded to so many decimals; "-" where missing, never "-0.00".
[[nodiscard]] inline std::string fixed_text(double value, int decimals) {
  if (!std::isfinite(value)) return "-";
  const double unit = std::pow(10.0, -decimals);
  if (std::abs(value) < unit / 2) value = 0;
  char buffer[64];
  const auto result = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, decimals);
  return result.ec == std::errc() ? std::string(buffer, result.ptr) : rounded_text(value, 6);
}

// Filled up with blanks to a width, in front or behind; a longer text stays as it is.
[[nodiscard]] inline std::string padded_left(const std::string& text, std::size_t width) {
  return std::string(width - std::min(width, text.size()), ' ') + text;
}
[[nodiscard]] inline std::string padded_right(const std::string& text, std::size_t width) {
  return text + std::string(width - std::min(width, text.size()), ' ');
}

// A column of a table: texts begin at its left edge, numbers end at its right one; how wide it is at least.
struct TextColumn {
  enum class Align { left, right };
  Align align = Align::right;
  std::size_t least = 0;
};

// Lines of a table in which nothing is cut: each column is as wide as its widest cell, two blanks lie between columns.
// A row of one cell is a title and has no part in the widths. Each line ends with a line break.
[[nodiscard]] std::string aligned_rows(const std::vector<std::vector<std::string>>& rows,
                                       const std::vector<TextColumn>& columns);

}  // namespace etslink
