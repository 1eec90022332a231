// SPDX-License-Identifier: Apache-2.0
#include "calibration/plausibility/plausibility.h"
#include "model/sector_roles.h"

// CO2 against what is bought: each fuel has a price and a carbon content, which leaves a range of kg CO2 per USD.
namespace etslink {
namespace {

using Measurements = std::vector<Measurement>;

constexpr double kg_per_t = 1000;
constexpr double least_purchase_musd = 1;  // a ratio of smaller purchases tells nothing

Measurements intensity(const BenchmarkFacts& facts) {
  Measurements result;
  for (int r = 0; r < facts.benchmark.region_count(); ++r) {
    if (facts.region_value_added[r] > 0)
      result.push_back({facts.benchmark.regions[r].code, kg_per_t * facts.region_co2[r] / facts.region_value_added[r]});
  }
  return result;
}

bool is_own_use(const UseCell& cell) {
  return cell.user.kind == User::Kind::sector && cell.user.index == cell.good.index;
}

std::string text(const BenchmarkFacts& facts, const UseCell& cell) {
  return facts.benchmark.purchase_code(cell.good, cell.purpose) + " of " + facts.benchmark.user_code(cell.user) + ", " +
         facts.code(cell.region);
}

// Of users that burn the fuel; a sector's own product passes through it as well.
template <SectorRole role>
Measurements by_user(const BenchmarkFacts& facts) {
  Measurements result;
  for (const auto& [cell, use] : facts.use) {
    if (facts.role(cell.good) != role || is_own_use(cell) || !(use.mt > 0)) continue;
    if (use.value_musd >= least_purchase_musd)
      result.push_back({text(facts, cell), kg_per_t * use.mt / use.value_musd});
  }
  return result;
}

// Of all users of a region together; feedstock is included where the table has no purpose for it.
template <SectorRole role>
Measurements by_region(const BenchmarkFacts& facts) {
  std::map<std::pair<Sector, Region>, CellUse> totals;
  for (const auto& [cell, use] : facts.use) {
    if (facts.role(cell.good) != role || cell.user.kind == User::Kind::stock_change) continue;
    if (!BenchmarkFacts::is_fuel_use(cell, use)) continue;
    CellUse& total = totals[{cell.good, cell.region}];
    total.value_musd += use.value_musd;
    total.mt += use.mt;
  }
  Measurements result;
  for (const auto& [key, total] : totals) {
    if (total.value_musd < least_purchase_musd) continue;
    result.push_back({facts.code(key.first) + ", " + facts.code(key.second), kg_per_t * total.mt / total.value_musd});
  }
  return result;
}

// CO2 of goods that are no fuel by their role.
Measurements other_sources(const BenchmarkFacts& facts) {
  std::map<Sector, double> co2;
  for (const auto& [cell, use] : facts.use) {
    const SectorRole role = facts.role(cell.good);
    if (!is_energy(role) || role == SectorRole::electricity) co2[cell.good] += use.mt;
  }
  Measurements result;
  for (const auto& [good, mt] : co2) {
    if (mt > 0) result.push_back({facts.code(good), mt});
  }
  if (result.empty()) result.push_back({"all goods", 0});
  return result;
}

// CO2 of a fuel that its own sector burns, as a part of what its region burns of it.
Measurements own_use(const BenchmarkFacts& facts) {
  std::map<std::pair<Region, Sector>, double> all, own;
  for (const auto& [cell, use] : facts.use) {
    all[{cell.region, cell.good}] += use.mt;
    if (is_own_use(cell)) own[{cell.region, cell.good}] += use.mt;
  }
  Measurements result;
  for (const auto& [place, mt] : own) {
    const UseCell cell{place.first, {User::Kind::sector, place.second.index}, place.second, {}};
    if (mt > 0) result.push_back({text(facts, cell), mt / all[place]});
  }
  return result;
}

}  // namespace

std::vector<PlausibilityRule> emission_rules() {
  const char* const prices = "carbon content over prices of 1 to 40 USD/GJ";
  const char* const hint = "CO2 of other users or units, or a purchase booked with another good";
  return {{"CO2 per value added", "CO2 / value added of each region", "kg CO2/USD", 0.05, 3,
           "nea2011 and room for others: poorer countries that export energy have more",
           "a unit, or an energy sector that is large beside the rest", intensity},
          {"coal, by user", "CO2 / purchase of coal, of each user that burns it", "kg CO2/USD", 0.2, 100, prices, hint,
           by_user<SectorRole::coal>},
          {"coal, by region", "CO2 / purchases of coal of a region", "kg CO2/USD", 2, 80, prices,
           "much coking coal whose CO2 stands elsewhere, or cheap coal", by_region<SectorRole::coal>},
          {"gas, by user", "CO2 / purchase of gas, of each user that burns it", "kg CO2/USD", 0.2, 60, prices, hint,
           by_user<SectorRole::gas>},
          {"gas, by region", "CO2 / purchases of gas of a region", "kg CO2/USD", 0.5, 30, prices,
           "distribution booked apart from the gas, or the reverse", by_region<SectorRole::gas>},
          {"oil, by user", "CO2 / purchase of refined oil, of each user that burns it", "kg CO2/USD", 0.005, 30, prices,
           hint, by_user<SectorRole::refined_oil>},
          {"oil, by region", "CO2 / purchases of refined oil of a region", "kg CO2/USD", 0.5, 12, prices,
           "much feedstock, or bunkers", by_region<SectorRole::refined_oil>},
          {"other sources", "CO2 of goods without the role of a fuel", "Mt", -no_bound, 0, "a fuel has its role",
           "give the good the role of a fuel, or the sector process emissions", other_sources},
          {"own use", "CO2 of a fuel burnt by the sector that makes it / CO2 of the fuel in the region",
           "of the fuel's", -no_bound, 0.15, "refining in nea2011 and room for others",
           "gas that is piped through, or crude oil that is refined, is counted as burnt", own_use}};
}

}  // namespace etslink
