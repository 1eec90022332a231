// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/target_users.h"

#include <doctest/doctest.h>

#include "model/input_error.h"
#include "tests/calibration/fuels/fuel_world.h"

using namespace etslink;
using namespace etslink::test;

TEST_CASE(
    "a target of CO2 or energy that names international transport is refused, as its fuel is published by itself") {
  Benchmark benchmark = fuel_world();
  benchmark.sectors[benchmark.find_sector("SRV").index].role = SectorRole::international_transport;
  const Sector oil = benchmark.find_sector("OIL");
  for (const char* user : {"IND", "SRV"}) {
    benchmark.energy.push_back({Region{0}, sector_user(benchmark, user), oil, 10, {}, {}});
    benchmark.emissions.push_back({Region{0}, sector_user(benchmark, user), oil, {}, Gas::co2, 1, {}, {}});
  }
  PhysicalRecipe recipe = fuel_recipe();
  Target target;
  target.region = "A";
  target.wanted = 1;
  target.at = {"recipe.toml", 60};
  recipe.targets = {target};
  CHECK_NOTHROW(require_burners(benchmark, recipe));  // of all: those in the inventories
  recipe.targets.front().users = {"IND", "SRV"};
  CHECK_THROWS_WITH_AS(
      require_burners(benchmark, recipe),
      "recipe.toml:60: the target emissions of IND, SRV, A names 'SRV', international transport, whose "
      "fuel is published by itself; leave it out",
      InputError);
  recipe.targets.front().kind = TargetKind::fuel_price;
  recipe.targets.front().fuels = {Fuel::oil};
  CHECK_NOTHROW(require_burners(benchmark, recipe));
}
