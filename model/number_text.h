// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <charconv>
#include <string>

namespace etslink {

// The shortest decimal text that reads back as exactly the same number; independent of the locale.
[[nodiscard]] inline std::string shortest_text(double value) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  return {buffer, end};
}

// Decimal text rounded to so many significant digits (1-17), for messages and reports.
[[nodiscard]] inline std::string rounded_text(double value, int digits) {
  char buffer[40];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::general, digits).ptr;
  return {buffer, end};
}

}  // namespace etslink
