// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

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

}  // namespace etslink
