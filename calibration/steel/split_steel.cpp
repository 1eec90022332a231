// SPDX-License-Identifier: Apache-2.0
#include "calibration/steel/split_steel.h"

#include "calibration/look_up.h"
#include "calibration/steel/route_split.h"
#include "calibration/steel/steel_report.h"
#include "model/number_text.h"

namespace etslink {
namespace {

void tell_left_out(const std::string& region, const PublishedSteel& published, const SteelRecipe& recipe,
                   Adjustments& adjustments) {
  for (const PublishedRoute& route : published.left_out)
    if (route.mt > 0)
      adjustments.push_back({"steel", recipe.rules[static_cast<std::size_t>(route.rule)].code + ", " + region,
                             "left out: below " + shortest_text(recipe.smallest_mt) + " Mt", route.mt, "Mt"});
}

SectorDivision division_of(const Benchmark& benchmark, const std::vector<SteelSplit>& splits,
                           const SteelRecipe& recipe) {
  SectorDivision division{
      benchmark.find_sector(recipe.sector), VolumeUnit::megatonne, recipe.rent_code, recipe.rent_name, {}, {}};
  for (const RouteRule& rule : recipe.rules) division.producers.push_back({rule.code, rule.supply_elasticity, rule.at});
  for (const SteelSplit& split : splits) {
    std::vector<TechnologyParts>& region = division.regions.emplace_back();
    for (const SplitRoute& route : split.routes) region.push_back(route.parts);
  }
  return division;
}

}  // namespace

TechnologyReport split_steel(Benchmark& benchmark, const SteelRecipe& recipe,
                             const std::map<std::string, PublishedSteel>& published) {
  TechnologyReport report;
  std::vector<SteelSplit> splits;
  for (Region region{0}; region.index < benchmark.region_count(); ++region.index) {
    const std::string& code = benchmark.regions[static_cast<std::size_t>(region.index)].code;
    const PublishedSteel& source = look_up(published, code, {"no row for region", recipe.at});
    splits.push_back(split_steel_column(benchmark, region, recipe, source));
    tell_left_out(code, source, recipe, report.adjustments);
  }
  report.tables = steel_tables(benchmark, splits, recipe);
  split_records(benchmark, division_of(benchmark, splits, recipe));
  return report;
}

}  // namespace etslink
