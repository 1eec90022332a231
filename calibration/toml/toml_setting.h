// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "calibration/toml/toml_value.h"

namespace etslink {

// Applies a change "KEY=VALUE" of the command line to a file. KEY is dotted as in TOML; VALUE is TOML, and a text where
// it is not (model.armington=per_user). Its place in messages is "--set KEY=VALUE".
void apply_setting(TomlValue& root, const std::string& setting);

}  // namespace etslink
