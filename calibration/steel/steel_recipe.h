// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "calibration/recipe.h"
#include "calibration/technologies/technology_recipe.h"
#include "calibration/toml/toml_section.h"

namespace etslink {

// One way to make crude steel.
struct RouteRule {
  std::string code;              // "eaf": its column is I_S.eaf
  std::string row;               // of the source
  bool coking = false;           // its coal is that of blast furnaces, bought for coking
  bool process = false;          // has the process emissions of the sector: lime
  double own_power = 0;          // part of the electricity of the source that it makes from its own gases
  double least_capital = 0.5;    // part of the capital cost of the source that it earns at least
  double supply_elasticity = 1;  // of the resource that its rent, if any, belongs to
  SourceLocation at;
};

// Scrap as a good of its own: old products that households sell.
struct ScrapRecipe {
  SourceLocation at;
  std::string code, name;                // of the good
  std::string factor_code, factor_name;  // of the old products
  std::vector<std::string> from;         // goods that steel bought before instead, in this order
  double from_part = 0.8;                // at most this part of them
  std::string traded_as;                 // the good with which the table counts its trade
  std::string collector;                 // the good that collecting it takes
  double collection = 0.3;               // in its value
  double supply_elasticity = 1;
  double esubd = 0, esubm = 0;
};

// How the steel sector becomes routes, and a rest that rolls and casts.
struct SteelRecipe {
  SourceLocation at;
  std::string sector;                // I_S
  std::string file, regions_file;    // paths: routes; scrap by region
  std::string rent_code, rent_name;  // factor of the resources: that of the technologies of electricity
  double smallest_mt = 0.1;          // routes below are left out
  double fuel_tolerance = 0.06;      // fuel up to this part above the need of routes is theirs, too
  double largest_part = 0.9;         // of electricity, services, materials, labour, capital of the sector, at most
  double least_capital = 0.5;        // see RouteRule; of those that have none of their own
  std::vector<std::string> ore, services, materials;  // goods
  ScrapRecipe scrap;
  std::vector<RouteRule> rules;  // in the order of the recipe
};

// Reads the table [steel] of a recipe on top of `money`, whose sectors it may name, and of the technologies of
// electricity. InputError with file and line for a name, number or key that is not allowed, and where a source file is
// not there.
[[nodiscard]] SteelRecipe read_steel_recipe(TomlSection section, const Recipe& money,
                                            const TechnologyRecipe& technologies);

}  // namespace etslink
