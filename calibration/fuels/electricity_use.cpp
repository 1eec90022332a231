// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/electricity_use.h"

#include <map>

#include "calibration/csv.h"
#include "calibration/electricity/electricity_tables.h"
#include "calibration/fuels/fuel.h"
#include "calibration/fuels/physical_recipe.h"

namespace etslink {
namespace {

// Own use over own use and losses, by region.
std::map<std::string, double> own_use_shares(const CsvTable& csv, const Benchmark& benchmark) {
  const std::vector<Generation> generation = read_generation(csv, benchmark);
  std::map<std::string, double> shares;
  for (std::size_t region = 0; region < generation.size(); ++region) {
    const Generation& made = generation[region];
    const double both = made.own_use + made.losses;
    shares[benchmark.regions[region].code] = both > 0 ? made.own_use / both : 0;
  }
  return shares;
}

Adjustments split_own_purchases(Benchmark& benchmark, Sector power, const CsvTable& csv) {
  const std::map<std::string, double> shares = own_use_shares(csv, benchmark);
  Adjustments adjustments;
  for (const RegionInfo& region : benchmark.regions) {
    const double share = shares.find(region.code)->second;
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
