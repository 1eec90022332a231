// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "calibration/recipe.h"
#include "calibration/targets/target.h"
#include "calibration/toml/toml_section.h"

namespace etslink {

// The [[targets]] of a recipe: one target for each region that an entry names, with its wanted value from the entry or
// from rows of a source file. InputError with file, line and nearest name for regions, users, fuels, columns and rows
// that are not there, a value outside the range of its kind, a class that can't have what the kind measures, and a
// target that is stated twice or contradicts others. `counts_electricity`: the recipe has accounts of electricity.
[[nodiscard]] std::vector<Target> read_targets(TomlSection& recipe_file, const Recipe& recipe, bool counts_electricity);

}  // namespace etslink
