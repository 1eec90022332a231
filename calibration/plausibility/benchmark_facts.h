// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/benchmark.h"

namespace etslink {

// What a user buys of one good for one purpose, and burns of it.
struct CellUse {
  double value_musd = 0, tax_musd = 0;
  double mt = 0, pj = 0;
};

// Who buys what, and what for.
struct UseCell {
  Region region;
  User user;
  Sector good;
  Purpose purpose;
  friend auto operator<=>(const UseCell&, const UseCell&) = default;
};

// Sums over a benchmark that the rules of plausibility measure; technologies are part of their sectors.
struct BenchmarkFacts {
  explicit BenchmarkFacts(const Benchmark& b);

  const Benchmark& benchmark;
  std::map<UseCell, CellUse> use;                           // of every good
  std::map<std::pair<Region, Sector>, double> cost;         // of a sector with taxes, before output tax [million USD]
  std::map<std::pair<Region, Sector>, double> value_added;  // of a sector with taxes [million USD]
  std::map<std::pair<Region, Sector>, double> resource;     // payments for specific factors with taxes [million USD]
  std::map<std::pair<Region, Sector>, double> output_tax;   // [million USD]
  std::vector<double> region_value_added, region_co2;       // [million USD], [Mt] in its inventory
  double world_value_added = 0, world_co2 = 0;              // [million USD], [Mt] with international transport

  // The sector of a technology.
  [[nodiscard]] User user_of(User user) const;
  [[nodiscard]] SectorRole role(Sector sector) const { return benchmark.sectors[sector.index].role; }
  // Plain use of a fuel, or a purpose for which it is burnt: not feedstock.
  [[nodiscard]] static bool is_fuel_use(const UseCell& cell, const CellUse& use) {
    return !cell.purpose.valid() || use.mt > 0;
  }
  [[nodiscard]] const std::string& code(Region region) const { return benchmark.regions[region.index].code; }
  [[nodiscard]] const std::string& code(Sector sector) const { return benchmark.sectors[sector.index].code; }
};

}  // namespace etslink
