// SPDX-License-Identifier: Apache-2.0
#include "calibration/technologies/split_technologies.h"

#include "calibration/look_up.h"
#include "calibration/technologies/split_column.h"
#include "calibration/technologies/split_records.h"
#include "calibration/technologies/technology_report.h"
#include "calibration/technologies/technology_sources.h"
#include "model/number_text.h"

namespace etslink {
namespace {

// What the region generates [TWh]: of its accounts of electricity, else of the source.
double generated(const Benchmark& benchmark, Region region, const PublishedPower& published) {
  const Sector power = sector_with_role(benchmark, SectorRole::electricity);
  for (const OutputVolume& volume : benchmark.output_volumes)
    if (volume.region == region && volume.good == power && volume.unit == VolumeUnit::terawatt_hour)
      return volume.quantity;
  double sum = 0;
  for (const PublishedTechnology& technology : published.technologies) sum += technology.twh;
  return sum;
}

std::vector<std::vector<Sector>> fuel_goods(const Benchmark& benchmark, const TechnologyRecipe& recipe) {
  std::vector<std::vector<Sector>> result;
  for (const TechnologyRule& rule : recipe.rules) {
    auto& goods = result.emplace_back();
    for (const std::string& code : rule.fuel_goods)
      if (const Sector good = benchmark.find_sector(code); good.valid()) goods.push_back(good);
  }
  return result;
}

double part_of(const SplitTechnology& technology, const TechnologyRule& rule, const SectorColumns& columns,
               const UseFlow& flow) {
  const PurchaseKind kind = columns.kind_of(flow);
  if (kind.kind == PurchaseKind::Kind::fuel) return rule.fuel == kind.fuel ? technology.fuel_part : 0;
  if (kind.kind == PurchaseKind::Kind::common) return 0;
  const auto part = technology.goods_part.find(flow.good);
  return part == technology.goods_part.end() ? 0 : part->second;
}

TechnologyParts parts_of(const SplitTechnology& technology, const SectorColumn& column) {
  const PlantCosts& costs = technology.reached;
  TechnologyParts parts;
  parts.producer = technology.rule;
  parts.quantity = technology.twh;
  if (column.labour > 0) parts.labour = costs.labour / column.labour;
  if (column.capital > 0) {
    parts.capital = (costs.capital + costs.rent - technology.resource) / column.capital;
    parts.resource = technology.resource / column.capital;
  }
  parts.pool = costs.pool;
  return parts;
}

SectorDivision division_of(const Benchmark& benchmark, const std::vector<RegionSplit>& splits,
                           const TechnologyRecipe& recipe) {
  const SectorColumns columns(benchmark);
  if (benchmark.find_factor(recipe.rent_code).valid())
    throw InputError(recipe.at, "there is a factor '" + recipe.rent_code + "' already");
  SectorDivision division{columns.power(), VolumeUnit::terawatt_hour, recipe.rent_code, recipe.rent_name, {}, {}};
  for (const TechnologyRule& rule : recipe.rules)
    division.producers.push_back({rule.code, rule.supply_elasticity, rule.at});
  for (const RegionSplit& split : splits) {
    std::vector<TechnologyParts>& region = division.regions.emplace_back();
    for (const SplitTechnology& technology : split.technologies) {
      TechnologyParts& parts = region.emplace_back(parts_of(technology, split.column));
      for (const UseFlow& flow : benchmark.use)
        if (flow.region == split.region && columns.is_power(flow.user))
          parts.bought[{flow.good, flow.purpose}] =
              part_of(technology, recipe.rules[static_cast<std::size_t>(technology.rule)], columns, flow);
    }
  }
  return division;
}

// One region of the benchmark.
struct Place {
  Region region;
  const std::string& code;
};

void tell_left_out(const Place& place, const PublishedPower& published, const TechnologyRecipe& recipe,
                   Adjustments& adjustments) {
  for (const PublishedTechnology& technology : published.left_out)
    if (technology.twh > 0)
      adjustments.push_back(
          {"technologies", recipe.rules[static_cast<std::size_t>(technology.rule)].code + ", " + place.code,
           "left out: below " + shortest_text(recipe.smallest_twh) + " TWh; the others generate so much more",
           technology.twh, "TWh"});
}

}  // namespace

TechnologyReport split_technologies(Benchmark& benchmark, const TechnologyRecipe& recipe) {
  const auto published = read_power_technologies(recipe, benchmark.region_codes());
  const auto goods = fuel_goods(benchmark, recipe);
  TechnologyReport report;
  std::vector<RegionSplit> splits;
  const SectorColumns columns(benchmark);
  for (Region region{0}; region.index < benchmark.region_count(); ++region.index) {
    const Place place{region, benchmark.regions[static_cast<std::size_t>(region.index)].code};
    const PublishedPower& source = look_up(published, place.code, {"no row for region", recipe.at});
    const SectorColumn column = columns.column(region);
    if (!(column.output > 0))
      throw InputError(recipe.at, recipe.sector + " of " + place.code + " makes nothing that technologies could share");
    splits.push_back(split_column(column, generated(benchmark, region, source), {source, recipe, goods}));
    splits.back().region = region;
    tell_left_out(place, source, recipe, report.adjustments);
  }
  report.tables = technology_tables(benchmark, splits, recipe);
  split_records(benchmark, division_of(benchmark, splits, recipe));
  return report;
}

}  // namespace etslink
