// SPDX-License-Identifier: Apache-2.0
#include "calibration/plausibility/plausibility.h"
#include "model/benchmark_index.h"
#include "model/physical_volumes.h"

// Units that are mistaken often: values in billions, CO2 in kilotonnes, carbon instead of CO2, GWh instead of TWh.
namespace etslink {
namespace {

using Measurements = std::vector<Measurement>;

constexpr double largest_world_mt = 60000;  // the world emitted 37,100 Mt in 2019
constexpr double whole_world_musd = 2e7;    // value added of a table of the whole world: 7e7 in 2011
constexpr double kg_per_tonne = 1000;       // t per USD are Mt per million USD
constexpr double coal_factor = 94.6, oil_factor = 73.3, gas_factor = 56.1;  // t CO2/TJ, IPCC (2006), table 1.4

Measurements world_co2(const BenchmarkFacts& facts) { return {{"world", facts.world_co2}}; }

// Of a world that emits no more than the real one: more is told by world_co2.
Measurements values(const BenchmarkFacts& facts) {
  if (!(facts.world_value_added > 0) || facts.world_co2 > largest_world_mt) return {};
  return {{"world", kg_per_tonne * facts.world_co2 / facts.world_value_added}};
}

Measurements world_intensity(const BenchmarkFacts& facts) {
  if (facts.world_value_added < whole_world_musd) return {};
  return {{"world", kg_per_tonne * facts.world_co2 / facts.world_value_added}};
}

double default_factor(SectorRole role) {
  switch (role) {
    case SectorRole::coal:
      return coal_factor;
    case SectorRole::refined_oil:
      return oil_factor;
    case SectorRole::gas:
      return gas_factor;
    default:
      return 0;
  }
}

// CO2 per energy of each fuel and region, relative to the default emission factor.
Measurements energy_factor(const BenchmarkFacts& facts) {
  std::map<std::pair<Sector, Region>, CellUse> totals;
  for (const auto& [cell, use] : facts.use) {
    if (!BenchmarkFacts::is_fuel_use(cell, use)) continue;
    CellUse& total = totals[{cell.good, cell.region}];
    total.mt += use.mt;
    total.pj += use.pj;
  }
  Measurements result;
  for (const auto& [key, total] : totals) {
    const double factor = default_factor(facts.role(key.first));
    if (factor == 0 || !(total.pj > 0) || !(total.mt > 0)) continue;
    result.push_back(
        {facts.code(key.first) + ", " + facts.code(key.second), kg_per_tonne * total.mt / total.pj / factor});
  }
  return result;
}

// The same of each user: with one row of co2.csv in another unit the factor of its region may still be usual.
Measurements energy_factor_by_user(const BenchmarkFacts& facts) {
  Measurements result;
  for (const auto& [cell, use] : facts.use) {
    const double factor = default_factor(facts.role(cell.good));
    if (factor == 0 || !(use.pj > 0) || !(use.mt > 0)) continue;
    result.push_back({facts.benchmark.purchase_code(cell.good, cell.purpose) + " of " +
                          facts.benchmark.user_code(cell.user) + ", " + facts.code(cell.region),
                      kg_per_t * use.mt / use.pj / factor});
  }
  return result;
}

// A usual price of a fuel [USD/GJ] and of electricity [USD/MWh]; 0: of no other good.
double usual_price(SectorRole role, VolumeUnit unit) {
  if (role == SectorRole::electricity) return unit == VolumeUnit::terawatt_hour ? 100 : 0;
  if (unit != VolumeUnit::petajoule) return 0;
  switch (role) {
    case SectorRole::coal:
      return 4;
    case SectorRole::gas:
      return 8;
    case SectorRole::crude_oil:
      return 15;
    case SectorRole::refined_oil:
      return 20;
    default:
      return 0;
  }
}

// What the producers of a region earn per volume, relative to a usual price.
Measurements price_of_volumes(const BenchmarkFacts& facts) {
  const BenchmarkIndex flows(facts.benchmark);
  const PhysicalVolumes volumes(facts.benchmark, flows);
  Measurements result;
  for (const OutputVolume& row : facts.benchmark.output_volumes) {
    const double price = usual_price(facts.role(row.good), row.unit);
    const double content = volumes.content(row.region, row.good).output;
    if (price > 0 && content > 0)
      result.push_back({facts.code(row.good) + ", " + facts.code(row.region), 1 / content / price});
  }
  return result;
}

}  // namespace

std::vector<PlausibilityRule> unit_rules() {
  return {
      {"values", "CO2 of the world / its value added, where CO2 is no more than 60,000 Mt", "kg CO2/USD", -no_bound, 20,
       "the world had 0.47 in 2011 (World Bank, Global Carbon Budget)",
       "are values in billion USD? They must be million USD", values},
      {"CO2 in Mt", "CO2 of the world", "Mt", -no_bound, largest_world_mt, "37,100 Mt in 2019 (Global Carbon Budget)",
       "is CO2 in kilotonnes? It must be Mt", world_co2},
      {"CO2, not carbon", "CO2 / value added of a table of the whole world (value added above 20,000 billion USD)",
       "kg CO2/USD", 0.25, 1.5, "0.47 in 2011, 0.42 in 2019 (World Bank, Global Carbon Budget)",
       "a quarter of what is usual is carbon instead of CO2: multiply by 44/12", world_intensity},
      {"emission factor",
       "CO2 / energy of each fuel and region, relative to 94.6 (coal), 73.3 (oil) and 56.1 t/TJ (gas)",
       "of the default", 0.6, 1.5, "IPCC (2006), volume 2, table 1.4",
       "0.27 is carbon instead of CO2; a low value is fuel that is not burnt in energy.csv", energy_factor},
      {"emission factor, by user", "CO2 / energy of each fuel and user, relative to the same factors", "of the default",
       0.3, 3, "from refinery gas to the gases of blast furnaces (IPCC 2006, volume 2, table 1.4)",
       "CO2 or energy of one user in another unit", energy_factor_by_user},
      {"prices of volumes",
       "market value / volume (output_volumes.csv) of what a region makes, relative to 4, 8, 15 and 20 USD/GJ (coal, "
       "gas, crude and refined oil) and 100 USD/MWh",
       "of the usual price", 0.2, 5, "nea2011 and room for others: prices of 2011, cheap coal and gas at home",
       "GWh instead of TWh, or values in another unit", price_of_volumes}};
}

}  // namespace etslink
