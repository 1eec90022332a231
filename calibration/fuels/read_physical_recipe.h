// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "calibration/fuels/bunkers_recipe.h"
#include "calibration/fuels/physical_recipe.h"
#include "calibration/recipe.h"
#include "calibration/steel/steel_recipe.h"
#include "calibration/technologies/technology_recipe.h"

namespace etslink {

// A recipe of a money benchmark, and where the file has them the physical accounts on top of it, with international
// transport as a sector of its own or without, and technologies of electricity on top of these.
struct CompleteRecipe {
  Recipe money;
  std::optional<PhysicalRecipe> physical;
  std::optional<BunkersRecipe> bunkers;
  std::optional<TechnologyRecipe> technologies;
  std::optional<SteelRecipe> steel;
};

// Reads RECIPE.toml. A file with the key `base` has the table [physical_accounts] and [[targets]] beside it and nothing
// else: the base, relative to the file, is the recipe of the money benchmark. Or it has the table [technologies] and
// nothing else: the base is a recipe with physical accounts. InputError with file and line for a name,
// number or key that is not allowed, and where a source file is not there.
[[nodiscard]] CompleteRecipe read_complete_recipe(const std::string& file);

}  // namespace etslink
