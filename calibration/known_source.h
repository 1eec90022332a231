// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "calibration/recipe.h"
#include "calibration/toml/toml_section.h"

namespace etslink {

// Path of the source file that a key of a recipe names, relative to the folder of `money`; InputError at the key where
// it is not there.
[[nodiscard]] std::string known_source(TomlSection& section, const std::string& key, const Recipe& money);

}  // namespace etslink
