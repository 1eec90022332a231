// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace etslink {

// Name that the netCDF-4 specification gives the dimension scale of a dimension without coordinate variable.
[[nodiscard]] std::string unlabelled_dimension_mark(std::size_t length);

// Of the characters of a text variable, "string8_market"; such dimensions belong to the texts and are shown to nobody.
[[nodiscard]] std::string text_dimension_name(const std::string& variable, std::size_t length);
[[nodiscard]] bool is_text_dimension(const std::string& name);
inline constexpr const char* text_encoding_attribute = "_Encoding";

// Attribute flag_meanings of the CF conventions: names separated by spaces, spaces inside a name become underscores.
[[nodiscard]] std::string flag_meanings(std::span<const std::string> categories);

}  // namespace etslink
