// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/energy_tables.h"

#include <doctest/doctest.h>

#include "calibration/fuels/user_wedges.h"
#include "model/input_error.h"
#include "tests/calibration/fuels/fuel_world.h"

using namespace etslink;
using namespace etslink::test;

namespace {

// Region A burns oil and coal, B makes gas; numbers in PJ and million USD.
struct EnergyWorld {
  Benchmark benchmark = fuel_world();
  PhysicalRecipe recipe = fuel_recipe();
  Co2Targets targets;

  EnergyWorld() {
    targets.regions = {"A", "B", "C"};
    targets.consumption_pj = targets.production_pj = Eigen::MatrixXd::Zero(3, 3);
    targets.production_pj << 40, 10, 0, 0, 30, 30, 0, 0, 0;  // coal, crude oil, gas
    targets.consumption_pj(0, static_cast<int>(Co2Source::oil)) = 50;
    recipe.price.oil = 10;
    recipe.throughput = {{"A", 3}, {"B", 1}};
    recipe.other_use = {{"IND", "feedstock"}, {"SRV", "bunkers"}};
    for (const std::string sector : {"COL", "GAS", "CRU", "OIL"})
      for (int region = 0; region < 3; ++region)
        benchmark.value_added.push_back({Region{region}, benchmark.find_sector(sector), Factor{0}, 5, 0, {}});
    add("A", "IND", "OIL", {20, 400});
    add("A", "SRV", "OIL", {10, 250});
    add("A", "IND", "COL", {20, 60});
    add("A", "COL", "COL", {4, 10});
    add("A", "GAS", "GAS", {2, 5});
    add("B", "ELE", "GAS", {30, 100});
    add("A", "SRV", "GAS", {28, 200});
    add("B", "HH_B", "COL", {0, 7});  // money without energy
  }

  struct Amount {
    double pj, value;
  };
  void add(const std::string& region, const std::string& user, const std::string& fuel, Amount amount) {
    const Agent agent = benchmark.find_agent(user);
    const User who = agent.valid() ? User{User::Kind::agent, agent.index} : sector_user(benchmark, user);
    const Region place = benchmark.find_region(region);
    const Sector good = benchmark.find_sector(fuel);
    if (amount.pj > 0) benchmark.energy.push_back({place, who, good, amount.pj, {}, {}});
    benchmark.use.push_back({place, good, who, {}, amount.value, 0, {}, {}});
  }

  [[nodiscard]] EnergyTables tables() const { return energy_tables(benchmark, targets, recipe); }
};

const FuelUse& found(const EnergyTables& tables, Region region, Fuel fuel, const User& user) {
  for (const FuelUse& use : tables.use)
    if (use.region == region && use.fuel == fuel && use.user == user) return use;
  FAIL("no such use");
  return tables.use.front();
}

}  // namespace

TEST_CASE("feedstock and bunkers are published consumption less what is burnt, as far as money buys it, by purchases") {
  const EnergyWorld world;
  const EnergyTables tables = world.tables();
  // 50 PJ less 30 burnt; money: 400 / 10 - 20 = 20 and 250 / 10 - 10 = 15 PJ
  CHECK(tables.other_oil.published(0) == doctest::Approx(20).epsilon(1e-12));
  CHECK(tables.other_oil.carried(0) == doctest::Approx(20).epsilon(1e-12));
  const FuelUse& feedstock = found(tables, Region{0}, Fuel::oil, sector_user(world.benchmark, "IND"));
  const FuelUse& bunkers = found(tables, Region{0}, Fuel::oil, sector_user(world.benchmark, "SRV"));
  CHECK(feedstock.other_pj == doctest::Approx(20 * 20.0 / 35).epsilon(1e-12));
  CHECK(feedstock.other == "feedstock");
  CHECK(bunkers.other_pj == doctest::Approx(20 * 15.0 / 35).epsilon(1e-12));
  CHECK(bunkers.other == "bunkers");
}

TEST_CASE("money that buys less than the published feedstock and bunkers carries only that") {
  EnergyWorld world;
  world.targets.consumption_pj(0, static_cast<int>(Co2Source::oil)) = 100;
  const EnergyTables tables = world.tables();
  CHECK(tables.other_oil.published(0) == doctest::Approx(70).epsilon(1e-12));
  CHECK(tables.other_oil.carried(0) == doctest::Approx(35).epsilon(1e-12));
}

TEST_CASE("refineries make refined oil by throughput, of as much crude oil, and production is scaled to use") {
  const EnergyTables tables = EnergyWorld().tables();
  CHECK(tables.production_pj[Fuel::oil](0) == doctest::Approx(50 * 0.75).epsilon(1e-12));
  CHECK(tables.production_pj[Fuel::oil](1) == doctest::Approx(50 * 0.25).epsilon(1e-12));
  CHECK(tables.use_pj[Fuel::crude](0) == doctest::Approx(50 * 0.75).epsilon(1e-12));
  CHECK(tables.production_pj[Fuel::crude](0) == doctest::Approx(50 * 10.0 / 40).epsilon(1e-12));
  CHECK(tables.production_pj[Fuel::coal](0) == doctest::Approx(24).epsilon(1e-12));
  CHECK(tables.scale[Fuel::coal] == doctest::Approx(0.6).epsilon(1e-12));
  for (const Fuel fuel : all_fuels)
    CHECK(tables.production_pj[fuel].sum() == doctest::Approx(tables.use_pj[fuel].sum()).epsilon(1e-12));
}

TEST_CASE("a region without a sector for a fuel produces none, and a fuel that nobody produces is refused") {
  EnergyWorld world;
  const Sector coal = world.benchmark.find_sector("COL");
  world.targets.production_pj(1, static_cast<int>(Co2Source::coal)) = 20;
  std::erase_if(world.benchmark.value_added,
                [&](const FactorFlow& flow) { return flow.sector == coal && flow.region == Region{1}; });
  CHECK(world.tables().production_pj[Fuel::coal](1) == 0);
  std::erase_if(world.benchmark.value_added, [&](const FactorFlow& flow) { return flow.sector == coal; });
  CHECK_THROWS_WITH_AS((void)world.tables(), "recipe.toml:1: the world uses 24 PJ of coal, and no region produces any",
                       InputError);
}

TEST_CASE("a purchase that moved with its energy counts with who has it now, who spent it otherwise before") {
  const EnergyWorld world;
  const User industry = sector_user(world.benchmark, "IND"), services = sector_user(world.benchmark, "SRV");
  const Sector oil = world.benchmark.find_sector("OIL");
  const EnergyTables tables = energy_tables(world.benchmark, world.targets, world.recipe,
                                            {{Region{0}, oil, services, -50, -5}, {Region{0}, oil, industry, 50, 5}});
  const FuelUse& gained = found(tables, Region{0}, Fuel::oil, industry);
  CHECK(gained.value_musd == 450);
  CHECK(gained.wanted_musd == 450);
  CHECK(gained.tax_musd == 5);
  CHECK(found(tables, Region{0}, Fuel::oil, services).value_musd == 200);
  const DeliveredFuel delivered{gained, 300, 0, 0, 5};
  CHECK(delivered.freed() == 95);  // of the 400 that it paid before, 300 and 5 of tax are left to pay
}

TEST_CASE("purchases of fuels without energy are kept apart") {
  const EnergyTables tables = EnergyWorld().tables();
  REQUIRE(tables.without_energy.size() == 1);
  CHECK(tables.without_energy[0].value_musd == 7);
}

TEST_CASE("a gas sector that extracts hardly any gas gives what it burns, with its CO2, to distribution") {
  EnergyWorld world;
  const Sector gas = world.benchmark.find_sector("GAS");
  const User distributor = sector_user(world.benchmark, "SRV"), own = sector_user(world.benchmark, "GAS");
  world.benchmark.emissions = {{Region{0}, own, gas, {}, Gas::co2, 0.1, {}, {}},
                               {Region{0}, distributor, gas, {}, Gas::co2, 1.5, {}, {}},
                               {Region{0}, own, {}, {}, Gas::co2, 0.3, {}, {}}};
  const Adjustments moved = move_fuels_of_distributors(world.benchmark, world.targets, world.recipe);
  CHECK(moved.size() == 1);  // gas of A; B extracts, C burns nothing
  CHECK(moved[0].size == doctest::Approx(2).epsilon(1e-12));
  CHECK(found(world.tables(), Region{0}, Fuel::gas, distributor).burnt_pj == doctest::Approx(30).epsilon(1e-12));
  REQUIRE(world.benchmark.emissions.size() == 2);
  CHECK(world.benchmark.emissions[0].mt == doctest::Approx(1.6).epsilon(1e-12));
  CHECK(!world.benchmark.emissions[1].fuel);  // from processes: stays
}
