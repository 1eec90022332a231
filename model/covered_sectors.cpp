// SPDX-License-Identifier: Apache-2.0
#include "model/covered_sectors.h"

#include <algorithm>
#include <map>
#include <set>

#include "model/benchmark_index.h"
#include "model/indirect_emissions.h"
#include "model/technology.h"

namespace etslink {
namespace {

bool covers(const Coverage& coverage, const EmissionFlow& flow) {
  if (!flow.fuel) return coverage.process;
  return std::find(coverage.fuels.begin(), coverage.fuels.end(), *flow.fuel) != coverage.fuels.end();
}

// Coverages that name a sector of a region: several where parts of its emissions have shares of their own.
using CoverageOf = std::map<std::pair<Region, Sector>, std::vector<const Coverage*>>;

// How sectors and their technologies are told apart.
struct Places {
  const Benchmark& benchmark;
  CoverageOf coverage;
  const std::set<Sector>& apart;

  // Where emissions of a producer are counted: with its sector, where the market covers that as well.
  [[nodiscard]] std::pair<Region, Sector> of(const std::pair<Region, Sector>& producer) const {
    const std::pair<Region, Sector> sector{producer.first, sector_of(benchmark.sectors, producer.second)};
    return coverage.contains(sector) && !apart.contains(sector.second) ? sector : producer;
  }
};

CoverageOf coverage_by_sector(const PermitMarket& market) {
  CoverageOf result;
  for (const Coverage& coverage : market.coverage) {
    for (const User& user : coverage.users) {
      if (user.kind == User::Kind::sector) result[{coverage.region, Sector{user.index}}].push_back(&coverage);
    }
  }
  return result;
}

void add_indirect(const Places& places, const PermitMarket& market, std::vector<CoveredSector>& sectors) {
  if (!market.indirect) return;
  std::map<std::pair<Region, Sector>, double> mt;
  std::set<Region> regions;
  for (const CoveredSector& sector : sectors) regions.insert(sector.region);
  for (const Region region : regions) {
    for (const auto& [user, user_mt] : indirect_emissions_by_user(places.benchmark, market, region)) {
      if (user.kind == User::Kind::sector) mt[places.of({region, Sector{user.index}})] += user_mt;
    }
  }
  for (CoveredSector& sector : sectors) sector.indirect_mt = mt[{sector.region, sector.sector}];
}

}  // namespace

std::vector<CoveredSector> covered_sectors(const Benchmark& benchmark, const PermitMarket& market,
                                           const std::set<Sector>& apart) {
  const Places places{benchmark, coverage_by_sector(market), apart};
  std::map<std::pair<Region, Sector>, double> mt;
  for (const EmissionFlow& flow : benchmark.emissions) {
    if (flow.user.kind != User::Kind::sector) continue;
    const auto found = places.coverage.find({flow.region, Sector{flow.user.index}});
    if (found == places.coverage.end()) continue;
    for (const Coverage* part : found->second) {
      if (covers(*part, flow)) mt[places.of(found->first)] += part->share * co2_equivalent(flow);
    }
  }
  const BenchmarkIndex flows(benchmark);
  std::vector<CoveredSector> result;
  for (const auto& [place, parts] : places.coverage) {
    if (places.of(place) != place) continue;
    result.push_back({place.first, place.second, mt[place], 0, flows.output(place.first, place.second)});
  }
  add_indirect(places, market, result);
  return result;
}

}  // namespace etslink
