// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calibration/electricity/electricity_recipe.h"
#include "calibration/recipe.h"
#include "calibration/toml/toml_section.h"

namespace etslink {

// The table [physical_accounts.electricity] of a recipe. InputError with file, line and nearest name for unknown
// regions, sectors and keys, numbers outside their range and parts that do not sum to 1.
[[nodiscard]] ElectricityRecipe read_electricity(TomlSection section, const Recipe& recipe);

}  // namespace etslink
