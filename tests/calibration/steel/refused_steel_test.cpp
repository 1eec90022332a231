// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/calibration/refusal.h"

using namespace etslink;

namespace {

void check_refused(const std::vector<BrokenFile>& all) {
  etslink::check_refused("tiny_world", all, calibrate_with("recipe_steel.toml"));
}

const std::string recipe = "recipe_steel.toml", routes = "steel_by_route.csv", regions = "steel_by_region.csv";
const std::string of_recipe = "FOLDER/recipe_steel.toml:", of_routes = "FOLDER/steel_by_route.csv:",
                  of_regions = "FOLDER/steel_by_region.csv:";

}  // namespace

TEST_CASE("steel by route stands on a recipe with technologies of electricity, which does not stand on it") {
  check_refused({
      {recipe, "base = \"recipe_technologies.toml\"", "base = \"recipe_physical.toml\"",
       of_recipe + "2: steel by route needs a base with the table [technologies]: electricity first"},
      {recipe, "base = \"recipe_technologies.toml\"", "base = \"recipe_steel.toml\"",
       of_recipe + "2: 'base': FOLDER/recipe_steel.toml has steel itself; name a recipe that has none"},
      {"recipe_technologies.toml", "base = \"recipe_physical.toml\"", "base = \"recipe_steel.toml\"",
       "FOLDER/recipe_technologies.toml:2: 'base': FOLDER/recipe_steel.toml has steel itself; name a recipe that has "
       "none"},
      {recipe, "base = \"recipe_technologies.toml\"\n", "", of_recipe + "1: missing key 'base'"},
      {recipe, "[steel]", "[[targets]]\n[steel]", of_recipe + "4: unknown key 'targets'; allowed: base, steel"},
  });
}

TEST_CASE("keys of [steel] are refused by file and line") {
  check_refused({
      {recipe, "sector = \"IND\"", "sector = \"ELE\"",
       of_recipe + "5: 'ELE' has the role electricity; name a good without one"},
      {recipe, "sector = \"IND\"", "sector = \"INT\"", of_recipe + "5: unknown name 'INT'; did you mean 'IND'?"},
      {recipe, "\"steel_by_route.csv\"", "\"steel.csv\"",
       of_recipe + "6: 'steel.file': there is no file FOLDER/steel.csv"},
      {recipe, "\"steel_by_region.csv\"", "\"steel.csv\"",
       of_recipe + "7: 'steel.regions_file': there is no file FOLDER/steel.csv"},
      {recipe, "smallest_mt", "smallest_m",
       of_recipe + "8: unknown key 'smallest_m' in [steel]; did you mean 'smallest_mt'?"},
      {recipe, "fuel_tolerance = 0.06", "fuel_tolerance = 11",
       of_recipe + "9: 'steel.fuel_tolerance' must be between 0 and 10, not 11"},
      {recipe, "largest_part = 0.8", "largest_part = 1",
       of_recipe + "10: 'steel.largest_part' must be between 0.01 and 0.99, not 1"},
      {recipe, "least_capital = 0.4", "least_capital = 2",
       of_recipe + "11: 'steel.least_capital' must be between 0 and 1, not 2"},
      {recipe, "ore = [\"OMN\"]", "ore = [\"COL\"]",
       of_recipe + "12: 'COL' has the role coal; name a good without one"},
      {recipe, "ore = [\"OMN\"]", "ore = []", of_recipe + "4: 'steel.ore' names no good"},
      {recipe, "services = [\"SRV\"]", "services = [\"OMN\"]",
       of_recipe + "13: 'OMN' is in another list; name it in one of ore, services, materials"},
      {recipe, "materials = [\"IND\"]", "materials = [\"SRV\"]",
       of_recipe + "14: 'SRV' is in another list; name it in one of ore, services, materials"},
      {recipe, "smallest_mt = 0.05", "smallest_mt = 1000",
       of_regions + "2: all routes of A are smaller than 'smallest_mt', 1000"},
  });
}

TEST_CASE("keys of [steel.scrap] are refused by file and line") {
  check_refused({
      {recipe, "code = \"SCR\"", "code = \"SRV\"", of_recipe + "17: 'SRV' is a sector of the base; name a new one"},
      {recipe, "code = \"OLD\"", "code = \"SIT\"", of_recipe + "19: 'SIT' is a factor of the benchmark already"},
      {recipe, "code = \"OLD\"", "code = \"LAB\"", of_recipe + "19: 'LAB' is a factor of the benchmark already"},
      {recipe, "from = [\"OMN\", \"SRV\"]", "from = [\"GAS\"]",
       of_recipe + "20: 'GAS' has the role gas; name a good without one"},
      {recipe, "from_part = 0.07", "from_part = 0",
       of_recipe + "21: 'steel.scrap.from_part' must be between 0.01 and 0.99, not 0"},
      {recipe, "traded_as = \"SRV\"", "traded_as = \"SRW\"", of_recipe + "22: unknown name 'SRW'; did you mean 'SRV'?"},
      {recipe, "collector = \"SRV\"", "collector = \"ELE\"",
       of_recipe + "23: 'ELE' has the role electricity; name a good without one"},
      {recipe, "collection = 0.25", "collection = 1",
       of_recipe + "24: 'steel.scrap.collection' must be between 0.01 and 0.99, not 1"},
      {recipe, "supply_elasticity = 0.5", "supply_elasticity = 101",
       of_recipe + "25: 'steel.scrap.supply_elasticity' must be between 0 and 100, not 101"},
      {recipe, "esubd = 3", "esubd = -1", of_recipe + "26: 'steel.scrap.esubd' must be between 0 and 100, not -1"},
      {recipe, "esubm = 6\n", "", of_recipe + "16: missing key 'esubm' in [steel.scrap]"},
  });
}

TEST_CASE("routes are refused by file and line") {
  check_refused({
      {recipe, "code = \"arc\"", "code = \"furnace\"",
       of_recipe + "36: route 'furnace' is given twice, first in line 29"},
      {recipe, "row = \"eaf_scrap\"", "row = \"bf_bof\"",
       of_recipe + "36: row 'bf_bof' of the source is that of 'furnace' already"},
      {recipe, "code = \"arc\"", "code = \"SRV\"", of_recipe + "37: 'SRV' is a sector; name a route differently"},
      {recipe, "own_power = 0.5", "own_power = 1.5",
       of_recipe + "34: 'steel.route.own_power' must be between 0 and 1, not 1.5"},
      {recipe, "coking = true", "coking = 1",
       of_recipe + "32: 'steel.route.coking' must be true or false, not a number"},
      {recipe, "row = \"eaf_scrap\"", "row = \"eaf\"",
       of_routes +
           "3: the recipe has no [[steel.route]] for row 'eaf_scrap'; allowed: bf_bof, eaf, dri_coal_eaf, dri_gas_eaf"},
  });
}

TEST_CASE("sources of steel are refused where they don't fit together or the benchmark") {
  check_refused({
      {regions, "A,1.2,", "A,1.4,",
       of_regions + "2: crude_steel_mt is 1.4, but routes make 1.2 Mt; they must agree to 1 %"},
      {regions, "B,1.11,0.1,", "B,1.11,0.2,",
       of_regions + "3: regions export 0.35 Mt of scrap and import 0.25; they must agree to 1 %"},
      {regions, "0.15,0.1,100\nB,1.11,0.1,0.15", "0.15,0.6,100\nB,1.11,0.6,0.15",
       of_regions + "2: scrap_imports_mt is 0.6, but routes of A use 0.485 Mt of scrap; allowed: less than that"},
      {regions, "B,1.11", "C,1.11", of_regions + "3: no row for region 'B'; did you mean 'A'?"},
      {routes, "A,bf_bof,0.5,20,1,0.4,0.1", "A,bf_bof,0.5,200,1,0.4,0.1",
       of_routes + "2: coal_gj_per_t is 200; allowed: 0 to 100"},
      {routes, "B,eaf_scrap", "B,bf_bof", of_routes + "6: (B, bf_bof) is given twice, first in line 5"},
      {recipe, "sector = \"IND\"", "sector = \"SRV\"",
       of_routes + "2: 'bf_bof' needs coal, but SRV of the region buys none"},
      {recipe, "from_part = 0.07", "from_part = 0.01",
       of_recipe +
           "16: scrap of A costs 47.5 million USD, 39.43 more than IND can give up of the goods in 'from'; name "
           "more of them"},
      {recipe, "traded_as = \"SRV\"", "traded_as = \"OMN\"",
       of_recipe + "16: households of B import OMN of 1.222 million USD, less than 15 of scrap"},
  });
}
