// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "calibration/recipe.h"
#include "calibration/targets/target.h"

namespace etslink {

// InputError where targets can't hold together whatever the accounts are, at the last of them, with the lines of all:
// CO2 or energy of parts that are at least more, or at most less, than that of the class which they make up; a price or
// a share of a class that is outside of those of all its parts.
// Targets that the totals of a region do not allow are no contradiction: the report lists them.
void refuse_contradictions(const std::vector<Target>& targets, const Recipe& recipe);

}  // namespace etslink
