// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "calibration/fuels/fuel.h"
#include "calibration/recipe.h"
#include "calibration/toml/toml_section.h"

namespace etslink {

// One way to make electricity.
struct TechnologyRule {
  std::string code;                     // "coal": its column is ELE.coal
  std::string row;                      // of the source
  std::optional<Fuel> fuel;             // coal, gas or oil that it burns, with what is delivered with it
  std::vector<std::string> fuel_goods;  // sectors that sell what else it runs on (nuclear fuel, wood)
  double least_capital = 0.5;           // part of the capital cost of the source that it earns at least
  double site = 0;                      // least part of its capital income that is a resource of its own
  double supply_elasticity = 1;         // of that resource
  SourceLocation at;
};

// How the electricity sector becomes technologies, and a rest that they have in common.
struct TechnologyRecipe {
  SourceLocation at;
  std::string sector;                 // ELE
  std::string file, regions_file;     // paths: costs by technology; networks by region
  std::string rent_code, rent_name;   // factor of the resources
  double smallest_twh = 0.1;          // technologies below are left out
  double fuel_tolerance = 0.06;       // fuel up to this part above what electricity needs makes electricity, too
  double plants_error = 0.25;         // relative error of what plants pay
  double networks_error = 0.5;        // and of what networks, retail and heat pay
  double least_networks = 0.25;       // of what networks cost stays in the sector, whatever users pay for deliveries
  double least_capital = 0.5;         // see TechnologyRule; of those that have none of their own
  double fuel_goods_part = 0.5;       // of what the sector buys of a good is fuel of a technology, at most
  std::vector<TechnologyRule> rules;  // in the order of the recipe
};

// Reads the table [technologies] of a recipe on top of `money`, whose sectors it may name. InputError with file and
// line for a name, number or key that is not allowed, and where a source file is not there.
[[nodiscard]] TechnologyRecipe read_technology_recipe(TomlSection section, const Recipe& money);

}  // namespace etslink
