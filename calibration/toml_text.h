// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <toml++/toml.h>

#include <string>

namespace etslink {

// Parses TOML text; `file` is its name in messages. InputError with the line for text that is not valid TOML or not
// UTF-8, and for a dotted key of more than 100 parts, which would be as many tables inside one another.
[[nodiscard]] toml::table parse_toml_text(const std::string& text, const std::string& file);

}  // namespace etslink
