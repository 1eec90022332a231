// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/calibration/refusal.h"

using namespace etslink;

namespace {

const std::string recipe = "recipe_physical.toml";

void check_refused(const std::vector<BrokenFile>& all) { check_refused("tiny_world", all, calibrate_with(recipe)); }

}  // namespace

TEST_CASE("a recipe's base is refused where it is not there or has a base itself") {
  check_refused({
      {recipe, "base = \"recipe.toml\"", "base = \"recipes.toml\"",
       "FOLDER/recipe_physical.toml:2: 'base': there is no file FOLDER/recipes.toml"},
      {recipe, "base = \"recipe.toml\"", "base = \"recipe_physical.toml\"",
       "FOLDER/recipe_physical.toml:2: 'base': FOLDER/recipe_physical.toml has a base itself; name a recipe that has "
       "none"},
      {recipe, "base = \"recipe.toml\"", "base = 1",
       "FOLDER/recipe_physical.toml:2: 'base' must be a text, not a number"},
  });
}

TEST_CASE("a fault in the base of a recipe is placed in its own file") {
  check_refused(
      {{"recipe.toml", "household_offset = \"SRV\"", "household_offsets = \"SRV\"",
        "FOLDER/recipe.toml:83: unknown key 'household_offsets' in [energy]; did you mean 'household_offset'?"},
       {"recipe.toml", "prior = \"co2_prior.csv\"", "prior = \"co2_priors.csv\"",
        "FOLDER/recipe.toml:97: 'co2.prior': there is no file FOLDER/co2_priors.csv"}});
}

TEST_CASE("a broken table of physical accounts is refused with its line and what is allowed") {
  check_refused({
      {recipe, "distribution_sector = \"SRV\"", "distribution_sector = \"SRW\"",
       "FOLDER/recipe_physical.toml:6: unknown name 'SRW'; did you mean 'SRV'?"},
      {recipe, "distribution_sector = \"SRV\"", "distribution_sector = \"GAS\"",
       "FOLDER/recipe_physical.toml:6: 'GAS' is a fuel; name a sector of another kind"},
      {recipe, "throughput = { A", "throughputs = { A",
       "FOLDER/recipe_physical.toml:5: unknown key 'throughputs' in [physical_accounts]; did you mean 'throughput'?"},
      {recipe, "throughput = { A", "throughput = { C",
       "FOLDER/recipe_physical.toml:5: unknown name 'C'; did you mean 'A'?"},
      {recipe, "IND = \"feedstock\"", "IND = \"feedstocks\"",
       "FOLDER/recipe_physical.toml:7: unknown name 'feedstocks'; did you mean 'feedstock'?"},
      {recipe, "quantile = 0.3", "quantile = 1.3",
       "FOLDER/recipe_physical.toml:11: 'physical_accounts.price.quantile' must be between 0 and 1, not 1.3"},
      {recipe, "coal = [0.5, 2.0]", "coal = [2.0, 0.5]",
       "FOLDER/recipe_physical.toml:12: 'physical_accounts.price.coal': the lowest price is not below the highest"},
      {recipe, "coal = [0.5, 2.0]", "coal = [0.5]",
       "FOLDER/recipe_physical.toml:12: 'physical_accounts.price.coal' must be [lowest, highest] in USD/GJ"},
      {recipe, "crude_least = 2.0", "crude_least = 2.9",
       "FOLDER/recipe_physical.toml:15: 'crude_least' is 2.9, above crude_most x oil = 2.8"},
      {recipe, "oil = { SRV = 0.6, IND = 0.4 }", "oil = { SRV = 0.6, IND = 0.5 }",
       "FOLDER/recipe_physical.toml:36: parts of the sectors that deliver oil sum to 1.1, not to 1"},
      {recipe, "subsidised = { oil = [\"A\"] }", "subsidised = { oils = [\"A\"] }",
       "FOLDER/recipe_physical.toml:31: unknown key 'oils' in [physical_accounts.delivery.subsidised]; did you mean "
       "'oil'?"},
      {recipe, "without_cables = [\"B\"]", "without_cables = [\"C\"]",
       "FOLDER/recipe_physical.toml:46: unknown name 'C'; did you mean 'A'?"},
  });
}

TEST_CASE("bad sources of physical accounts are refused where they are read") {
  check_refused({
      {"steel_routes.csv", "B,bf_bof", "C,bf_bof",
       "FOLDER/steel_routes.csv:4: no row of route bf_bof for region 'B'; did you mean 'A'?"},
      {"steel_routes.csv", "B,bf_bof", "A,bf_bof",
       "FOLDER/steel_routes.csv:4: (A, bf_bof) is given twice, first in line 2"},
      {"power_regions.csv", "B,50", "C,50",
       "FOLDER/power_regions.csv:3: no own use and losses of electricity for region 'B'; did you mean 'A'?"},
      {"power_regions.csv", "A,100,6", "A,100,106",
       "FOLDER/power_regions.csv:2: own_use_twh is above generation_twh: power plants use more than they generate"},
  });
}

TEST_CASE("prices at which a fuel sector has nothing left after its fuels are refused") {
  check_refused({{recipe, "crude_least = 2.0\ncrude_most = 0.7", "crude_least = 3.96\ncrude_most = 0.99",
                  "FOLDER/recipe_physical.toml:10: output of OIL, A is worth 584.927 million USD; after its fuels and "
                  "taxes -53.8101 are left for other inputs and factors"}});
}
