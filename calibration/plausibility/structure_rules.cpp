// SPDX-License-Identifier: Apache-2.0
#include "calibration/plausibility/plausibility.h"
#include "model/sector_roles.h"
#include "model/technology.h"

// What a study of carbon markets needs to find in a benchmark: fuels, electricity, resources.
namespace etslink {
namespace {

using Measurements = std::vector<Measurement>;

template <SectorRole role>
Measurements sectors_with(const BenchmarkFacts& facts) {
  double count = 0;
  for (const SectorInfo& sector : facts.benchmark.sectors)
    count += sector.role == role && !is_technology(sector) ? 1 : 0;
  return {{"sectors.csv", count}};
}

// Of extraction that pays for a specific factor; 0 where the table has resources, none of which is specific.
Measurements resources(const BenchmarkFacts& facts) {
  Measurements result;
  for (const auto& [key, value] : facts.resource) {
    const SectorRole role = facts.role(key.second);
    const bool is_fossil = role == SectorRole::coal || role == SectorRole::crude_oil || role == SectorRole::gas;
    const auto cost = facts.cost.find(key);
    if (!is_fossil || cost == facts.cost.end() || !(cost->second > 0)) continue;
    result.push_back({facts.code(key.second) + ", " + facts.code(key.first), value / cost->second});
  }
  for (const FactorInfo& factor : facts.benchmark.factors) {
    if (result.empty() && factor.role == FactorRole::resource && factor.mobility != FactorMobility::specific)
      result.push_back({factor.code + ", which is not specific", 0});
  }
  return result;
}

// What electricity buys of goods of some roles, as a part of its costs.
template <bool of_power>
Measurements purchases_of_electricity(const BenchmarkFacts& facts) {
  std::map<std::pair<Region, Sector>, double> bought;
  for (const auto& [cell, use] : facts.use) {
    const Sector buyer{cell.user.index};
    if (cell.user.kind != User::Kind::sector || facts.role(buyer) != SectorRole::electricity) continue;
    const bool is_power = facts.role(cell.good) == SectorRole::electricity,
               is_fuel = !is_power && is_energy(facts.role(cell.good));
    bought[{cell.region, buyer}] += (of_power ? is_power : is_fuel) ? use.value_musd + use.tax_musd : 0;
  }
  Measurements result;
  for (const auto& [key, value] : bought) {
    const auto cost = facts.cost.find(key);
    if (cost == facts.cost.end() || !(cost->second > 0)) continue;
    result.push_back({facts.code(key.second) + ", " + facts.code(key.first), value / cost->second});
  }
  return result;
}

}  // namespace

std::vector<PlausibilityRule> structure_rules() {
  const char* const roles = "nests and coverage by role act on nothing";
  const char* const needed = "every table of a study of carbon markets";
  return {{"electricity", "sectors with the role electricity", "sectors", 1, no_bound, needed, roles,
           sectors_with<SectorRole::electricity>},
          {"coal", "sectors with the role coal", "sectors", 1, no_bound, needed, roles, sectors_with<SectorRole::coal>},
          {"gas", "sectors with the role gas", "sectors", 1, no_bound, needed, roles, sectors_with<SectorRole::gas>},
          {"resources", "specific factors / costs of coal, crude oil and gas", "of the costs", 0.01, 0.7,
           "nea2011 and room for others; below 0.01 supply can't be calibrated",
           "below 0.01 a study turns it into capital ([model] least_resource_percent)", resources},
          {"fuels of electricity", "purchases of coal, gas and oil / costs of electricity", "of the costs", -no_bound,
           0.6, "nea2011; hydro power alone has 0", "electricity without networks, or fuel sold through it",
           purchases_of_electricity<false>},
          {"power of electricity", "purchases of electricity / costs of electricity", "of the costs", -no_bound, 0.25,
           "own use of power plants and losses of networks",
           "the usual nests keep what it buys of power in fixed proportion: give these goods a nest of their own",
           purchases_of_electricity<true>}};
}

}  // namespace etslink
