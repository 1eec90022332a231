// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "calibration/toml/toml_value.h"

namespace etslink {

// Parses TOML text; `file` is its name in messages. InputError with the line for text that is not valid TOML or not
// UTF-8, for texts and keys with control characters, and for a dotted key of more than 100 parts. The place of the
// whole is line 1.
[[nodiscard]] TomlValue parse_toml(const std::string& text, const std::string& file);

// The value that a text on its own is in TOML, with that name and place; nothing where it is none.
[[nodiscard]] std::optional<TomlValue> parse_toml_value(const std::string& text, const std::string& name,
                                                        const SourceLocation& at);

// The parts of a dotted key; empty where the text is anything else, such as a comment or a table.
[[nodiscard]] std::vector<std::string> parts_of_key(const std::string& key);

}  // namespace etslink
