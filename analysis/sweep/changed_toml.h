// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <string>

#include "calibration/toml/toml_value.h"

namespace etslink {

// What becomes of the value at the end of a path; null where the last key does not exist.
using TomlChange = std::function<TomlValue(const TomlValue* value)>;

// A copy of a value with the value at `path` inside it changed. Parts of a list are named by their number from 0. All
// tables on the way must exist: InputError at `at` with the nearest key.
[[nodiscard]] TomlValue changed_toml(const TomlValue& value, std::span<const std::string> path,
                                     const TomlChange& change, const SourceLocation& at);

// The value with every number in it, also of tables and lists, multiplied; InputError at `at` for anything else.
[[nodiscard]] TomlValue multiplied_toml(const TomlValue& value, double factor, const SourceLocation& at);

}  // namespace etslink
