// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/calibration/refusal.h"

using namespace etslink;

namespace {

void check_refused(const std::vector<BrokenFile>& all) {
  etslink::check_refused("tiny_world", all, calibrate_with("recipe_technologies.toml"));
}

const std::string recipe = "recipe_technologies.toml", source = "power_technologies.csv",
                  networks = "power_networks.csv";
const std::string of_recipe = "FOLDER/recipe_technologies.toml:", of_source = "FOLDER/power_technologies.csv:",
                  of_networks = "FOLDER/power_networks.csv:";

}  // namespace

TEST_CASE("technologies stand on a recipe with physical accounts") {
  check_refused({
      {recipe, "base = \"recipe_physical.toml\"", "base = \"recipe.toml\"",
       of_recipe + "2: technologies need a base with the table [physical_accounts]: fuels that balance in energy"},
      {recipe, "base = \"recipe_physical.toml\"", "base = \"recipe_technologies.toml\"",
       of_recipe + "2: 'base': FOLDER/recipe_technologies.toml has technologies itself; name a recipe that has none"},
      {recipe, "base = \"recipe_physical.toml\"\n", "", of_recipe + "1: missing key 'base'"},
      {"recipe_physical.toml", "base = \"recipe.toml\"", "base = \"recipes.toml\"",
       "FOLDER/recipe_physical.toml:2: 'base': there is no file FOLDER/recipes.toml"},
  });
}

TEST_CASE("keys of a recipe with technologies are refused by file and line") {
  check_refused({
      {recipe, "sector = \"ELE\"", "sector = \"IND\"", of_recipe + "5: 'IND' has not the role electricity"},
      {recipe, "smallest_twh", "smallest_tw",
       of_recipe + "8: unknown key 'smallest_tw' in [technologies]; did you mean 'smallest_twh'?"},
      {recipe, "file = \"power_technologies.csv\"", "file = \"power.csv\"",
       of_recipe + "6: 'technologies.file': there is no file FOLDER/power.csv"},
      {recipe, "code = \"SIT\"", "code = \"CAP\"", of_recipe + "17: 'CAP' is a factor of the benchmark already"},
      {recipe, "code = \"gas\"", "code = \"coal\"",
       of_recipe + "24: technology 'coal' is given twice, first in line 20"},
      {recipe, "fuel = \"gas\"", "fuel = \"coal\"", of_recipe + "24: 'coal' burns all coal; 'gas' can't burn it too"},
      {recipe, "row = \"wood_waste\"", "row = \"hydro\"",
       of_recipe + "41: row 'hydro' of the source is that of 'hydro' already"},
      {recipe, "code = \"wood\"", "code = \"IND\"", of_recipe + "42: 'IND' is a sector; name a technology differently"},
      {recipe, "fuel_goods = [\"IND\"]", "fuel_goods = [\"OIL\"]", of_recipe + "44: 'OIL' is energy; write 'fuel'"},
      {recipe, "smallest_twh = 0.05", "smallest_twh = 1000",
       of_networks + "2: all technologies of A are smaller than 'smallest_twh', 1000"},
  });
}

TEST_CASE("sources of technologies are refused where they don't fit together") {
  check_refused({
      {source, "A,hydro,3,", "A,hydro,5,",
       of_networks + "2: generation_twh is 14.5, but technologies generate 16.5 TWh; they must agree to 0.1 %"},
      {source, "A,hydro,3,", "A,hidro,3,",
       of_source + "5: the recipe has no [[technologies.technology]] for row 'hidro'; did you mean 'hydro'?"},
      {source, "B,gas,2.8", "B,coal,2.8", of_source + "9: (B, coal) is given twice, first in line 8"},
      {source, "A,coal,5,10,", "A,coal,5,3,", of_source + "2: fuel_gj_per_mwh is 3; allowed: 3.6 to 100"},
      {networks, "0.5,0.3,0.2", "0.5,0.4,0.2",
       of_networks + "3: shares of capital, labour and services in networks sum to 1.1, not to 1"},
      {networks, "B,7.11", "C,7.11", of_networks + "3: no row for region 'B'; did you mean 'A'?"},
  });
}
