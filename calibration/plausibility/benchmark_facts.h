// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "model/benchmark.h"

namespace etslink {

// What a user buys and burns of one fuel good.
struct FuelUse {
  double value_musd = 0, tax_musd = 0;
  double mt = 0, pj = 0;
};

// Sums over a benchmark that the rules of plausibility measure.
struct BenchmarkFacts {
  explicit BenchmarkFacts(const Benchmark& b);

  using Cell = std::tuple<Region, User, Sector>;

  const Benchmark& benchmark;
  std::map<Cell, FuelUse> use;                              // of every good
  std::map<std::pair<Region, Sector>, double> cost;         // of a sector with taxes, before output tax [million USD]
  std::map<std::pair<Region, Sector>, double> value_added;  // of a sector with taxes [million USD]
  std::map<std::pair<Region, Sector>, double> resource;     // payments for specific factors with taxes [million USD]
  std::map<std::pair<Region, Sector>, double> output_tax;   // [million USD]
  std::vector<double> region_value_added, region_co2;       // [million USD], [Mt]
  double world_value_added = 0, world_co2 = 0;              // [million USD], [Mt]

  [[nodiscard]] SectorRole role(Sector sector) const { return benchmark.sectors[sector.index].role; }
  [[nodiscard]] const std::string& code(Region region) const { return benchmark.regions[region.index].code; }
  [[nodiscard]] const std::string& code(Sector sector) const { return benchmark.sectors[sector.index].code; }
};

}  // namespace etslink
