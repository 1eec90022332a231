// SPDX-License-Identifier: Apache-2.0
#include "calibration/aggregation/aggregate_technologies.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "model/technology.h"

namespace etslink {
namespace {

using Place = std::pair<Region, Sector>;  // region and technology, or sector with technologies

// What technologies make and what it costs.
struct Made {
  double quantity = 0, cost = 0;
  [[nodiscard]] double unit_cost() const { return cost / quantity; }
};

std::map<Place, Made> made_by_technology(const Benchmark& benchmark) {
  std::map<Place, Made> made;
  for (const OutputVolume& volume : benchmark.output_volumes) {
    if (is_technology(benchmark.sectors[volume.good.index]))
      made[{volume.region, volume.good}].quantity = volume.quantity;
  }
  for (const UseFlow& flow : benchmark.use) {
    if (is_technology(benchmark.sectors[flow.good.index])) made[{flow.region, flow.good}].cost = flow.value_musd;
  }
  return made;
}

std::map<Place, Made> made_by_sector(const Benchmark& benchmark, const std::map<Place, Made>& made) {
  std::map<Place, Made> sums;
  for (const auto& [place, technology] : made) {
    Made& sum = sums[{place.first, sector_of(benchmark.sectors, place.second)}];
    sum.quantity += technology.quantity;
    sum.cost += technology.cost;
  }
  return sums;
}

// Sectors of the new lists of which a unit of some technology does not cost the mean.
std::set<Place> with_several_costs(const Benchmark& benchmark, const AggregationMap* map) {
  const auto made = made_by_technology(benchmark);
  const auto sums = made_by_sector(benchmark, made);
  std::set<Place> places;
  for (const auto& [place, technology] : made) {
    const Place sector{place.first, sector_of(benchmark.sectors, place.second)};
    const double mean = sums.find(sector)->second.unit_cost();
    if (std::abs(technology.unit_cost() - mean) <= technology_cost_tolerance * mean) continue;
    places.insert(map == nullptr ? sector : Place{map->of(sector.first), map->of(sector.second)});
  }
  return places;
}

// Adds to the cost of a technology as a tax on its output.
void add_cost(Benchmark& benchmark, const Place& technology, double musd) {
  const auto is_it = [&](Region region, Sector producer) { return Place{region, producer} == technology; };
  const auto row = std::find_if(benchmark.output_tax.begin(), benchmark.output_tax.end(),
                                [&](const OutputTax& tax) { return is_it(tax.region, tax.sector); });
  if (row == benchmark.output_tax.end())
    benchmark.output_tax.push_back({technology.first, technology.second, musd, {}});
  else
    row->tax_musd += musd;
  for (UseFlow& flow : benchmark.use) {
    if (is_it(flow.region, flow.good)) flow.value_musd += musd;
  }
  for (MakeFlow& flow : benchmark.make) {
    if (is_it(flow.region, flow.sector)) flow.value_musd += musd;
  }
}

}  // namespace

void place_technologies(const Benchmark& benchmark, const std::vector<char>& alone, AggregationMap& map) {
  for (const Sector technology : technologies(benchmark.sectors)) {
    const SectorInfo& info = benchmark.sectors[technology.index];
    const Sector group = map.of(info.parent);
    if (!alone[group.index]) {
      map.sector_of[technology.index] = group.index;
      continue;
    }
    map.sector_of[technology.index] = static_cast<int>(map.sectors.size());
    map.sectors.push_back(technology_info(map.sectors[group.index], group, technology_name(info)));
  }
}

bool stays_technology(const AggregationMap& map, Sector producer) {
  return is_technology(map.sectors[map.of(producer).index]);
}

Benchmark without_merged_sales(const Benchmark& benchmark, const AggregationMap& map) {
  Benchmark result = benchmark;
  const auto is_merged = [&](Sector producer) {
    return is_technology(benchmark.sectors[producer.index]) && !stays_technology(map, producer);
  };
  std::erase_if(result.use, [&](const UseFlow& flow) { return is_merged(flow.good); });
  std::erase_if(result.make, [&](const MakeFlow& flow) { return is_merged(flow.sector); });
  std::erase_if(result.output_volumes, [&](const OutputVolume& volume) { return is_merged(volume.good); });
  return result;
}

void equalize_costs(const Benchmark& before, const AggregationMap& map, Benchmark& after) {
  const std::set<Place> had_several = with_several_costs(before, &map);
  const auto made = made_by_technology(after);
  const auto sums = made_by_sector(after, made);
  const std::set<Place> have_several = with_several_costs(after, nullptr);
  for (const auto& [place, technology] : made) {
    const Place sector{place.first, sector_of(after.sectors, place.second)};
    if (!have_several.contains(sector) || had_several.contains(sector)) continue;
    add_cost(after, place, sums.find(sector)->second.unit_cost() * technology.quantity - technology.cost);
  }
}

}  // namespace etslink
