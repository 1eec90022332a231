// SPDX-License-Identifier: Apache-2.0
#include "tests/calibration/fuels/fuel_world.h"

#include <doctest/doctest.h>

#include <sstream>

namespace etslink::test {

Benchmark fuel_world() {
  Benchmark benchmark;
  benchmark.folder = "fuel_world";
  for (const std::string code : {"A", "B", "C"}) {
    const Region region{benchmark.region_count()};
    benchmark.regions.push_back({code, code});
    benchmark.agents.push_back({"HH_" + code, region, AgentKind::household});
    benchmark.agents.push_back({"GOV_" + code, region, AgentKind::government});
    benchmark.agents.push_back({"INV_" + code, region, AgentKind::investment});
  }
  benchmark.sectors = {{"COL", "coal", SectorRole::coal},
                       {"GAS", "gas", SectorRole::gas},
                       {"CRU", "crude oil", SectorRole::crude_oil},
                       {"OIL", "refined oil", SectorRole::refined_oil},
                       {"ELE", "electricity", SectorRole::electricity},
                       {"IND", "industry", SectorRole::other},
                       {"SRV", "services", SectorRole::other}};
  benchmark.factors = {{"LAB", "labour", FactorMobility::mobile, FactorRole::labour}};
  return benchmark;
}

PhysicalRecipe fuel_recipe() {
  PhysicalRecipe recipe;
  recipe.places["physical_accounts"] = {"recipe.toml", 1};
  recipe.distribution_sector = "SRV";
  recipe.trade.service = "SRV";
  recipe.other_goods = {"SRV"};
  for (const Fuel fuel : {Fuel::coal, Fuel::gas, Fuel::oil}) recipe.delivery.services[fuel] = {{"SRV", 1.0}};
  return recipe;
}

User sector_user(const Benchmark& benchmark, const std::string& code) {
  return {User::Kind::sector, benchmark.find_sector(code).index};
}

FuelUse fuel_use(const Benchmark& benchmark, const std::string& place, double pj, double value) {
  std::istringstream words(place);  // "coal IND A"
  std::string fuel, user, region;
  words >> fuel >> user >> region;
  FuelUse use;
  use.region = benchmark.find_region(region);
  REQUIRE(use.region.valid());
  for (const Fuel candidate : all_fuels)
    if (fuel_word(candidate) == fuel) use.fuel = candidate;
  use.user = sector_user(benchmark, user);
  if (const Agent agent = benchmark.find_agent(user); agent.valid()) use.user = {User::Kind::agent, agent.index};
  use.burnt_pj = pj;
  use.value_musd = use.wanted_musd = value;
  return use;
}

EnergyTables fuel_tables(const Benchmark& benchmark, const std::vector<FuelUse>& uses, Fuel fuel,
                         const std::vector<double>& production) {
  EnergyTables tables;
  tables.use = uses;
  for (const Fuel each : all_fuels)
    tables.use_pj[each] = tables.production_pj[each] = Eigen::VectorXd::Zero(benchmark.region_count());
  for (const FuelUse& use : uses) tables.use_pj[use.fuel](use.region.index) += use.pj();
  tables.production_pj[fuel] = Eigen::Map<const Eigen::VectorXd>(production.data(), benchmark.region_count());
  return tables;
}

}  // namespace etslink::test
