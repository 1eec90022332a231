// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "calibration/toml/toml_value.h"
#include "files/shipped.h"

namespace etslink {

// Path of the benchmark or the nest file that a study names: relative to the folder of the study file or, where nothing
// is there, the name of what came with the program. InputError at the value where it is neither.
[[nodiscard]] std::string input_of(const std::string& file, const TomlValue& value, Shipped kind);

}  // namespace etslink
