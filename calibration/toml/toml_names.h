// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "calibration/toml/toml_value.h"

namespace etslink {

// InputError with the nearest name for a key of a table that is not in the list: of tables whose keys are names that
// the data give, as codes of regions. Keys of a format are for TomlValue::expect_keys.
void expect_names(const TomlValue& table, const std::vector<std::string>& allowed);

}  // namespace etslink
