// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "calibration/random/random_numbers.h"
#include "calibration/random/random_world.h"

// A random world table in the making: what random_world.cpp passes to the steps that draw and balance it.
namespace etslink {

// What all regions share about a sector and its good.
struct SectorProfile {
  bool is_service = false;      // no tariffs and no transport
  bool is_transport = false;    // sells to the world pools
  double material_share = 0;    // of non-energy goods in output
  double import_share = 0;      // where the good is also made at home
  double household_weight = 0;  // in what agents spend on non-energy goods
  double government_weight = 0;
  double investment_weight = 0;
  double process_intensity = 0;  // [t CO2 per USD of output]
};

struct RegionProfile {
  double gdp = 0;       // planned final expenditure [million USD]
  double x = 0, y = 0;  // place in the unit square
  double openness = 1;  // factor on import shares and on the weight as an exporter
};

// Purchases by sectors, trade and margins are first drawn per unit: of the buyer's output, and of what the importer
// uses of the good. The outputs that satisfy all markets then scale them.
struct WorldDraft {
  const RandomWorldOptions& options;
  RandomNumbers random;
  Benchmark benchmark;
  std::vector<SectorProfile> sectors;
  std::vector<RegionProfile> regions;
  std::vector<char> is_made;         // per (region, good)
  std::vector<double> import_share;  // per (region, good): of all that the region uses of it
  std::vector<double> output;        // per (region, good)
  std::vector<double> absorption;    // per (region, good): use in the region
  std::vector<double> pool_share;    // per (region, service): of the sales to the world pool

  [[nodiscard]] std::size_t cell(Region region, Sector good) const {
    return static_cast<std::size_t>(region.index) * sectors.size() + good.index;
  }
  [[nodiscard]] SectorRole role(Sector sector) const { return benchmark.sectors[sector.index].role; }

  // The region where a good is made and that always exports it, so that nobody lacks it.
  [[nodiscard]] int main_maker(Sector good) const { return good.index % static_cast<int>(regions.size()); }
};

// Trade flows and their margins per unit of the importer's use of the good, and who supplies the world pools. Sets the
// import share to zero where nobody exports.
void draw_trade(WorldDraft& draft);
// Purchases of sectors per unit of their output; of agents and stocks in million USD.
void draw_use(WorldDraft& draft);
// Outputs that clear all markets, all flows scaled to them, value added as what remains of output.
void balance_world(WorldDraft& draft);
// CO2 of fuels and processes.
void draw_emissions(WorldDraft& draft);
// Feedstock, coking coal and own use as parts of what sectors buy of fuels.
void draw_purposes(WorldDraft& draft);

}  // namespace etslink
