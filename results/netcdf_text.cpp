// SPDX-License-Identifier: Apache-2.0
#include "results/netcdf_text.h"

#include <algorithm>

namespace etslink {

std::string unlabelled_dimension_mark(std::size_t length) {
  const std::string number = std::to_string(length);
  const std::string padding(10 - std::min<std::size_t>(10, number.size()), ' ');
  return "This is a netCDF dimension but not a netCDF variable." + padding + number;
}

namespace {

const std::string text_dimension_prefix = "string";

}  // namespace

std::string text_dimension_name(const std::string& variable, std::size_t length) {
  return text_dimension_prefix + std::to_string(length) + "_" + variable;
}

bool is_text_dimension(const std::string& name) {
  if (!name.starts_with(text_dimension_prefix)) return false;
  const auto end = name.find_first_not_of("0123456789", text_dimension_prefix.size());
  return end != std::string::npos && end > text_dimension_prefix.size() && name[end] == '_';
}

std::string flag_meanings(std::span<const std::string> categories) {
  std::string meanings;
  for (std::string category : categories) {
    std::replace(category.begin(), category.end(), ' ', '_');
    meanings += (meanings.empty() ? "" : " ") + category;
  }
  return meanings;
}

}  // namespace etslink
