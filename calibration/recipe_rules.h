// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calibration/recipe.h"

namespace etslink {

// Rules that bind several entries of a recipe: codes that the benchmark format and the calibration can tell apart, no
// entry given twice, goods that the CO2 and the taxes need. InputError with the line of the entry.
void check_recipe_names(const Recipe& recipe);

}  // namespace etslink
