// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calibration/recipe.h"

namespace etslink {

// Rules that bind several entries of a recipe: codes that the benchmark format and the calibration can tell apart, no
// entry given twice, goods that the CO2 and the taxes need. InputError with the line of the entry.
void check_recipe_names(const Recipe& recipe);

// What no sector may be called: words of the format and codes of agents.
[[nodiscard]] std::vector<std::string> reserved_sector_codes(const Recipe& recipe);

}  // namespace etslink
