// SPDX-License-Identifier: Apache-2.0
#include "calibration/recipe.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "calibration/concordance.h"
#include "tests/calibration/refusal.h"
#include "tests/fixtures/paths.h"

using namespace etslink;

namespace {

struct BrokenRecipe {
  std::string old_text, new_text, message;
};

void check_recipes(const std::vector<BrokenRecipe>& all, const FolderReader& read) {
  for (const BrokenRecipe& broken : all)
    check_refused("tiny_world", {{"recipe.toml", broken.old_text, broken.new_text, broken.message}}, read);
}

}  // namespace

TEST_CASE("the recipe of the Northeast Asia benchmark is read") {
  const Recipe recipe = read_recipe(source_folder() + "/data/recipes/nea2011_money.toml");
  CHECK(recipe.region_codes() == std::vector<std::string>{"CHN", "JPN", "KOR", "USA", "EUR", "IND", "RUS", "ROW"});
  CHECK(recipe.sectors.size() == 17);
  CHECK(recipe.sector_with(SectorRole::electricity) == "ELE");
  CHECK(recipe.split.parents == std::vector<std::string>{"c2", "c12", "c17"});
  CHECK(recipe.energy.floor.at("coal") == 2.0);
  CHECK(recipe.balance_method == "gras");
  CHECK(recipe.taxes.assumptions.oil_tax_revenue_musd.at("JPN") == 49260);
}

TEST_CASE("a broken recipe is rejected with its line and what is allowed") {
  const std::vector<BrokenRecipe> broken = {
      {"ore_users = [\"IND\"]", "ore_user = [\"IND\"]",
       "FOLDER/recipe.toml:65: unknown key 'ore_user' in [split]; did you mean 'ore_users'?"},
      {"[co2]", "[co3]", "FOLDER/recipe.toml:96: unknown key 'co3'; did you mean 'co2'?"},
      {"year = 2011", "year = \"2011\"", "FOLDER/recipe.toml:4: 'table.year' must be a number, not a text"},
      {"household_offset = \"SRV\"", "", "FOLDER/recipe.toml:77: missing key 'household_offset' in [energy]"},
      {"role = \"gas\"", "role = \"gass\"",
       "FOLDER/recipe.toml:42: 'sector.role' can't be 'gass'; did you mean 'gas'?"},
      {"role = \"gas\"", "role = \"coal\"", "FOLDER/recipe.toml:39: two sectors have the role of 'GAS'"},
      {"code = \"IND\"", "code = \"SRV\"", "FOLDER/recipe.toml:57: sector 'SRV' is given twice"},
      {"code = \"B\"", "code = \"A\"", "FOLDER/recipe.toml:26: region 'A' is given twice"},
      {"pool_users = [\"SRV\", \"HH\"]", "pool_users = [\"SRW\", \"HH\"]",
       "FOLDER/recipe.toml:102: unknown name 'SRW'; did you mean 'SRV'?"},
      {"value_musd = 2.0", "value_musd = -2.0",
       "FOLDER/recipe.toml:93: 'energy.patch.value_musd' must be between 0 and 1e+12, not -2"},
      {"share = 0.5", "share = 1.5",
       "FOLDER/recipe.toml:110: 'factors.resource.share' must be between 0 and 1, not 1.5"},
      {"coal = 0.9, gas", "cole = 0.9, gas", "FOLDER/recipe.toml:80: unknown name 'cole'; allowed: coal, gas, crude"},
      {"fuel_parent = \"m\"", "fuel_parent = \"r\"", "FOLDER/recipe.toml:78: unknown name 'r'; did you mean 'm'?"},
      {"smallest_flow_musd = 0.001", "smallest_flow_musd = \"little\"",
       "FOLDER/recipe.toml:66: 'split.smallest_flow_musd' must be a number, not a text"},
      {"household_offset = \"SRV\"", "household_offset = \"SRV\"\npass_on_mining_imports = [\"AX\"]",
       "FOLDER/recipe.toml:84: unknown name 'AX'; did you mean 'A'?"},
      {"folder = \".\"", "folder = ",
       "FOLDER/recipe.toml:3: not valid TOML: Error while parsing key-value pair: expected value, saw '\\n'"},
  };
  check_recipes(broken, [](const std::string& folder) { (void)read_recipe(folder + "/recipe.toml"); });
}

TEST_CASE("names that the concordance does not keep whole are rejected") {
  const std::vector<BrokenRecipe> broken = {
      {"to = \"e\"", "to = \"ELE\"",
       "FOLDER/recipe.toml:92: 'energy.patch[0].to': 'ELE' is not bought as a whole; allowed: OIL, IND, SRV, m, e"},
      {"pool_users = [\"SRV\", \"HH\"]", "pool_users = [\"GAS\"]",
       "FOLDER/recipe.toml:102: 'co2.pool_users': 'GAS' is not bought as a whole; allowed: OIL, IND, SRV, m, e"},
      {"gas_parent = \"e\"", "gas_parent = \"m\"",
       "FOLDER/recipe.toml:79: 'energy.gas_parent' and 'energy.fuel_parent' are the same"},
      {"\nm = \"OMN\"", "", "FOLDER/recipe.toml:73: [split.remainder] needs the fuel parent 'm'; did you mean 'e'?"},
  };
  check_recipes(broken,
                [](const std::string& folder) { (void)read_sector_concordance(read_recipe(folder + "/recipe.toml")); });
}

TEST_CASE("a patch larger than the published flow is rejected") {
  const BenchmarkCopy copy("tiny_world");
  copy.replace("recipe.toml", "value_musd = 2.0", "value_musd = 2000.0");
  CHECK_THROWS_AS(calibrate(copy.folder() + "/recipe.toml", copy.folder() + "/out"), InputError);
}
