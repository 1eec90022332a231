// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "calibration/recipe.h"
#include "calibration/toml/toml_section.h"

namespace etslink {

// International transport as a sector of its own, and its CO2: [physical_accounts.bunkers] of a recipe.
struct BunkersRecipe {
  SourceLocation at, co2_at;  // of the table, of co2_mt
  std::string code, name;     // of the new sector
  std::string from;           // it is split off this one
  std::string file,
      column = "co2_total_mt";  // published CO2: path; columns region, this one, and year if there are several
  int year = 0;
  std::string row = "INT", world_row = "WLD";  // of the file: international transport, the world with it
  std::map<std::string, double> co2_mt;        // by the region that supplies the fuel
  std::string rest;                            // region that has what is left of the world's
  double t_per_tj = 74.8;                      // of bunker fuel
  double fuel_share = 0.33;                    // of costs
  double export_share = 0.7;                   // of output
};

// InputError for a bad key or a file that is not there.
[[nodiscard]] BunkersRecipe read_bunkers(TomlSection section, const Recipe& money);

// The recipe of the money benchmark with the sector that the bunkers add: whose codes the other tables may name.
[[nodiscard]] Recipe with_international_transport(Recipe money, const BunkersRecipe& bunkers);

}  // namespace etslink
