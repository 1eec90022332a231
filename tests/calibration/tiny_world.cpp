// SPDX-License-Identifier: Apache-2.0
#include "tests/calibration/tiny_world.h"

#include "calibration/aggregate.h"
#include "calibration/read_wiod.h"
#include "tests/fixtures/benchmark_copy.h"

namespace etslink::test {

TinyWorld::TinyWorld() : TinyWorld(fixture_folder("tiny_world") + "/recipe.toml") {}

TinyWorld::TinyWorld(const std::string& recipe_file)
    : recipe(read_recipe(recipe_file)), concordance(read_sector_concordance(recipe)), shares(recipe, concordance) {
  const IoTable source = read_wiod(recipe.source(recipe.table_file)).table;
  groups = to_use_table(aggregate(source, {read_region_concordance(recipe), recipe.region_codes()},
                                  {concordance.group_of, concordance.groups}));
  targets = read_co2_targets(recipe, concordance);
  prices = fuel_prices(groups, targets, recipe);
  fuels = unit_fuels(groups, targets, prices, {recipe, concordance, shares});
}

void TinyWorld::raise_coal_floor() {
  recipe.energy.floor["coal"] = 3.0;
  prices = fuel_prices(groups, targets, recipe);
  fuels = unit_fuels(groups, targets, prices, {recipe, concordance, shares});
}

double TinyWorld::purchase(const std::string& good, const std::string& region, const std::string& user) const {
  return groups.purchases(position_of(groups.goods, good), position_of(groups.regions, region),
                          position_of(groups.users, user));
}

}  // namespace etslink::test
