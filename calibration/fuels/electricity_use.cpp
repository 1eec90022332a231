// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/electricity_use.h"

#include <map>

#include "calibration/csv.h"
#include "calibration/fuels/fuel.h"
#include "calibration/fuels/physical_recipe.h"
#include "calibration/look_up.h"
#include "calibration/source_rows.h"

namespace etslink {
namespace {

// Own use over own use and losses, by region.
std::map<std::string, double> own_use_shares(const CsvTable& csv) {
  KeyedRows once(csv, {"region"});
  std::map<std::string, double> shares;
  for (int row = 0; row < csv.row_count(); ++row) {
    once.take(row);
    const double generated = nonnegative(csv, row, "generation_twh"), own = nonnegative(csv, row, "own_use_twh");
    if (own > generated)
      throw InputError(csv.at(row), "own_use_twh is above generation_twh: power plants use more than they generate");
    const double lost = (generated - own) * number_between(csv, row, "losses_pct", {0, 100}) / 100;
    shares[csv.text(row, "region")] = own + lost > 0 ? own / (own + lost) : 0;
  }
  return shares;
}

Adjustments split_own_purchases(Benchmark& benchmark, Sector power, const CsvTable& csv) {
  const std::map<std::string, double> shares = own_use_shares(csv);
  Adjustments adjustments;
  for (const RegionInfo& region : benchmark.regions) {
    const double share = look_up(shares, region.code, {"no own use and losses of electricity for region", end_of(csv)});
    adjustments.push_back({"electricity", region.code,
                           "own use of power plants in their own purchases; the rest: losses", share, "share"});
  }
  std::vector<UseFlow> result;
  for (const UseFlow& flow : benchmark.use) {
    if (flow.good != power || flow.user != User{User::Kind::sector, power.index}) {
      result.push_back(flow);
      continue;
    }
    const double own = shares.find(benchmark.regions[flow.region.index].code)->second;
    for (const auto& [code, share] : {std::pair(purpose::own_use, own), std::pair(purpose::losses, 1 - own)}) {
      if (share <= 0) continue;
      UseFlow part = flow;
      part.value_musd *= share;
      part.tax_musd *= share;
      part.purpose = benchmark.find_purpose(code);
      result.push_back(part);
    }
  }
  benchmark.use = result;
  return adjustments;
}

void set_trade_elasticities(Benchmark& benchmark, Sector power, const ElectricityRecipe& recipe) {
  std::erase_if(benchmark.elasticities, [&](const ElasticityEntry& entry) {
    return entry.sector == power && (entry.parameter == "esubd" || entry.parameter == "esubm");
  });
  for (const char* parameter : {"esubd", "esubm"})
    benchmark.elasticities.push_back({parameter, {}, power, recipe.trade_elasticity, {}});
  for (const std::string& region : recipe.without_cables)
    benchmark.elasticities.push_back({"esubd", benchmark.find_region(region), power, 0, {}});
}

}  // namespace

Adjustments describe_electricity(Benchmark& benchmark, const PhysicalRecipe& recipe) {
  const ElectricityRecipe& electricity = recipe.electricity;
  if (electricity.file.empty()) return {};
  const Sector power = sector_with_role(benchmark, SectorRole::electricity);
  set_trade_elasticities(benchmark, power, electricity);
  return split_own_purchases(benchmark, power, read_csv(recipe.source(electricity.file)));
}

}  // namespace etslink
