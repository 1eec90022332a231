// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace etslink {

// Name that the netCDF-4 specification gives the dimension scale of a dimension without coordinate variable.
[[nodiscard]] std::string unlabelled_dimension_mark(std::size_t length);

// Attribute flag_meanings of the CF conventions: names separated by spaces, spaces inside a name become underscores.
[[nodiscard]] std::string flag_meanings(std::span<const std::string> categories);

}  // namespace etslink
