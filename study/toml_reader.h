// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "study/toml_value.h"

namespace etslink {

// Parses TOML text; `file` is its name in messages. InputError with the line for text that is not valid TOML.
[[nodiscard]] TomlValue parse_toml(const std::string& text, const std::string& file);

// Applies a change "KEY=VALUE" of the command line to a file. KEY is dotted as in TOML; VALUE is TOML, and a text where
// it is not (model.armington=per_user). Its place in messages is "--set KEY=VALUE".
void apply_setting(TomlValue& root, const std::string& setting);

}  // namespace etslink
