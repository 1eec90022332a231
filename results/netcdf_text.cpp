// SPDX-License-Identifier: Apache-2.0
#include "results/netcdf_text.h"

#include <algorithm>

namespace etslink {

std::string unlabelled_dimension_mark(std::size_t length) {
  const std::string number = std::to_string(length);
  const std::string padding(10 - std::min<std::size_t>(10, number.size()), ' ');
  return "This is a netCDF dimension but not a netCDF variable." + padding + number;
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
