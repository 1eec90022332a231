// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calibration/recipe.h"
#include "calibration/toml/toml_section.h"

namespace etslink {

// One table of the recipe each; every name of a region or sector is checked against the lists read before.
void read_split_section(TomlSection section, Recipe& recipe);
void read_energy_section(TomlSection section, Recipe& recipe);
void read_co2_section(TomlSection section, Recipe& recipe);
void read_factor_section(TomlSection section, Recipe& recipe);
void read_tax_section(TomlSection section, Recipe& recipe);
void read_elasticity_section(TomlSection section, Recipe& recipe);

}  // namespace etslink
