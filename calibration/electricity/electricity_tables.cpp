// SPDX-License-Identifier: Apache-2.0
#include "calibration/electricity/electricity_tables.h"

#include <algorithm>
#include <map>

#include "calibration/fuels/fuel.h"
#include "calibration/look_up.h"
#include "calibration/source_rows.h"
#include "calibration/use_table.h"

namespace etslink {
namespace {

constexpr double gwh_per_twh = 1000;

Generation read_row(const CsvTable& csv, int row) {
  Generation result;
  result.generated = nonnegative(csv, row, "generation_twh");
  result.own_use = nonnegative(csv, row, "own_use_twh");
  if (result.own_use > result.generated)
    throw InputError(csv.at(row), "own_use_twh is above generation_twh: power plants use more than they generate");
  result.losses = (result.generated - result.own_use) * number_between(csv, row, "losses_pct", {0, 100}) / 100;
  return result;
}

// Sums over users of a table of purchases in GWh.
ByClass read_use(const PublishedElectricityUse& use, const Benchmark& benchmark,
                 const ElectricityAccountsRecipe& recipe) {
  const CsvTable csv = read_csv(use.file);
  const std::string power = benchmark.sectors[sector_with_role(benchmark, SectorRole::electricity).index].code;
  ByClass twh;
  for (int row = 0; row < csv.row_count(); ++row) {
    const std::string user = csv.text(row, "user_sector16");
    const bool is_sector = benchmark.find_sector(user).valid();
    if (csv.text(row, "good_sector16") != power || user == power || !(is_sector || user == "HH")) continue;
    if (csv.text(row, "unit") != "GWh") continue;  // heat is in GJ
    const bool is_industry = find_position(recipe.industry, user) >= 0;
    const ElectricityClass kind = user == "HH"  ? ElectricityClass::households
                                  : is_industry ? ElectricityClass::industry
                                                : ElectricityClass::services;
    twh[kind] += nonnegative(csv, row, "quantity") / gwh_per_twh;
  }
  if (twh.sum() <= 0) throw InputError(use.at, use.file + " has no purchases of " + power + " in GWh");
  return twh;
}

// What each user pays for electricity, stock changes and the sector's own use left out.
std::vector<ElectricityBuyer> payments(const Benchmark& benchmark, const ElectricityAccountsRecipe& recipe) {
  const Sector power = sector_with_role(benchmark, SectorRole::electricity);
  std::map<std::pair<Region, User>, ElectricityBuyer> buyers;
  for (const UseFlow& flow : benchmark.use) {
    if (flow.good != power || flow.user.kind == User::Kind::stock_change) continue;
    if (flow.user == User{User::Kind::sector, power.index} || flow.value_musd <= 0) continue;
    ElectricityBuyer& buyer = buyers[{flow.region, flow.user}];
    buyer.region = flow.region;
    buyer.user = flow.user;
    buyer.kind = class_of(benchmark, flow.user, recipe);
    buyer.value_musd += flow.value_musd;
    buyer.tax_musd += flow.tax_musd;
  }
  std::vector<ElectricityBuyer> result;
  for (const auto& [who, buyer] : buyers) result.push_back(buyer);
  return result;
}

}  // namespace

std::vector<Generation> read_generation(const CsvTable& csv, const Benchmark& benchmark) {
  KeyedRows once(csv, {"region"});
  std::map<std::string, Generation> rows;
  for (int row = 0; row < csv.row_count(); ++row) {
    once.take(row);
    rows[csv.text(row, "region")] = read_row(csv, row);
  }
  std::vector<Generation> result;
  for (const RegionInfo& region : benchmark.regions)
    result.push_back(look_up(rows, region.code, {"no own use and losses of electricity for region", end_of(csv)}));
  return result;
}

ElectricityClass class_of(const Benchmark& benchmark, const User& user, const ElectricityAccountsRecipe& recipe) {
  const std::string code = user_class(benchmark, user);
  if (code == "HH") return ElectricityClass::households;
  return find_position(recipe.industry, code) >= 0 ? ElectricityClass::industry : ElectricityClass::services;
}

std::vector<ElectricityBuyer> electricity_buyers(const Benchmark& benchmark, const std::vector<Generation>& generation,
                                                 const ElectricityAccountsRecipe& recipe) {
  std::vector<ElectricityBuyer> buyers = payments(benchmark, recipe);
  for (Region region{0}; region.index < benchmark.region_count(); ++region.index) {
    ByClass paid;
    for (const ElectricityBuyer& buyer : buyers)
      if (buyer.region == region) paid[buyer.kind] += buyer.value_musd;
    const auto stated = recipe.use.find(benchmark.regions[region.index].code);
    ByClass used = paid;
    if (stated != recipe.use.end())
      used = stated->second.file.empty() ? stated->second.twh : read_use(stated->second, benchmark, recipe);
    for (const ElectricityClass kind : all_electricity_classes)
      if (used[kind] > 0 && paid[kind] <= 0)
        throw InputError(stated->second.at, class_word(kind) + " of " + benchmark.regions[region.index].code +
                                                " use electricity, and the table has no purchase of it");
    for (ElectricityBuyer& buyer : buyers)
      if (buyer.region == region)
        buyer.twh = generation[static_cast<std::size_t>(region.index)].sold() * used[buyer.kind] / used.sum() *
                    buyer.value_musd / paid[buyer.kind];
  }
  return buyers;
}

}  // namespace etslink
