// SPDX-License-Identifier: Apache-2.0
#include "calibration/plausibility/plausibility.h"

// Units that are mistaken often: values in billions, CO2 in kilotonnes, carbon instead of CO2.
namespace etslink {
namespace {

using Measurements = std::vector<Measurement>;

constexpr double largest_world_mt = 60000;  // the world emitted 37,100 Mt in 2019
constexpr double whole_world_musd = 2e7;    // value added of a table of the whole world: 7e7 in 2011
constexpr double kg_per_t = 1000;           // t per USD are Mt per million USD
constexpr double coal_factor = 94.6, oil_factor = 73.3, gas_factor = 56.1;  // t CO2/TJ, IPCC (2006), table 1.4

Measurements world_co2(const BenchmarkFacts& facts) { return {{"world", facts.world_co2}}; }

// Of a world that emits no more than the real one: more is told by world_co2.
Measurements values(const BenchmarkFacts& facts) {
  if (!(facts.world_value_added > 0) || facts.world_co2 > largest_world_mt) return {};
  return {{"world", kg_per_t * facts.world_co2 / facts.world_value_added}};
}

Measurements world_intensity(const BenchmarkFacts& facts) {
  if (facts.world_value_added < whole_world_musd) return {};
  return {{"world", kg_per_t * facts.world_co2 / facts.world_value_added}};
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
    result.push_back({facts.code(key.first) + ", " + facts.code(key.second), kg_per_t * total.mt / total.pj / factor});
  }
  return result;
}

}  // namespace

std::vector<PlausibilityRule> unit_rules() {
  return {{"values", "CO2 of the world / its value added, where CO2 is no more than 60,000 Mt", "kg CO2/USD", -no_bound,
           20, "the world had 0.47 in 2011 (World Bank, Global Carbon Budget)",
           "are values in billion USD? They must be million USD", values},
          {"CO2 in Mt", "CO2 of the world", "Mt", -no_bound, largest_world_mt,
           "37,100 Mt in 2019 (Global Carbon Budget)", "is CO2 in kilotonnes? It must be Mt", world_co2},
          {"CO2, not carbon", "CO2 / value added of a table of the whole world (value added above 20,000 billion USD)",
           "kg CO2/USD", 0.25, 1.5, "0.47 in 2011, 0.42 in 2019 (World Bank, Global Carbon Budget)",
           "a quarter of what is usual is carbon instead of CO2: multiply by 44/12", world_intensity},
          {"emission factor",
           "CO2 / energy of each fuel and region, relative to 94.6 (coal), 73.3 (oil) and 56.1 t/TJ (gas)",
           "of the default", 0.6, 1.5, "IPCC (2006), volume 2, table 1.4",
           "0.27 is carbon instead of CO2; a low value is fuel that is not burnt in energy.csv", energy_factor}};
}

}  // namespace etslink
