// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "calibration/fuels/energy_tables.h"

namespace etslink {
namespace {

double use_of(const Benchmark& benchmark, Region region, Sector fuel) {
  double pj = 0;
  for (const EnergyFlow& flow : benchmark.energy)
    if (flow.region == region && flow.fuel == fuel) pj += flow.pj;
  return pj;
}

struct Move {
  Region region;
  User from, to;
  bool with_processes;  // of a sector that makes nothing any more
};

// Energy of one user becomes that of another: in the other's row of the same fuel, where there is one. Returns PJ.
double move_energy(std::vector<EnergyFlow>& flows, const Move& move) {
  double moved = 0;
  for (EnergyFlow& flow : flows) {
    if (flow.region != move.region || flow.user != move.from) continue;
    moved += flow.pj;
    const auto own = std::find_if(flows.begin(), flows.end(), [&](const EnergyFlow& other) {
      return other.region == move.region && other.user == move.to && other.fuel == flow.fuel;
    });
    if (own != flows.end()) own->pj += flow.pj;
    if (own == flows.end()) flow.user = move.to;
    if (own != flows.end()) flow.pj = 0;
  }
  std::erase_if(flows, [](const EnergyFlow& flow) { return flow.pj == 0; });
  return moved;
}

// The same for CO2 of fuels, and of processes where they move.
void move_emissions(std::vector<EmissionFlow>& flows, const Move& move) {
  for (EmissionFlow& flow : flows) {
    if (flow.region != move.region || flow.user != move.from || !(flow.fuel || move.with_processes)) continue;
    const auto own = std::find_if(flows.begin(), flows.end(), [&](const EmissionFlow& other) {
      return other.region == move.region && other.user == move.to && other.fuel == flow.fuel && other.gas == flow.gas;
    });
    if (own == flows.end()) {
      flow.user = move.to;
      continue;
    }
    own->mt += flow.mt;
    flow.mt = 0;
  }
  std::erase_if(flows, [](const EmissionFlow& flow) { return flow.mt == 0; });
}

// Published production of what the sector of a fuel makes: PJ, of refineries million barrels a day.
double produced(const Co2Targets& targets, const PhysicalRecipe& recipe, Region region, Fuel fuel) {
  if (fuel == Fuel::oil) {
    const auto throughput = recipe.throughput.find(targets.regions[region.index]);
    return throughput == recipe.throughput.end() ? 0 : throughput->second;
  }
  const Co2Source source = fuel == Fuel::coal ? Co2Source::coal : fuel == Fuel::gas ? Co2Source::gas : Co2Source::oil;
  return targets.production_pj(region.index, static_cast<int>(source));
}

// Distribution without extraction: nothing made, or of coal and gas hardly any of what the region uses.
bool only_distributes(double made, double used, double extraction_share, Fuel fuel) {
  return made <= 0 || ((fuel == Fuel::coal || fuel == Fuel::gas) && made < extraction_share * used);
}

}  // namespace

Adjustments move_fuels_of_distributors(Benchmark& benchmark, const Co2Targets& targets, const PhysicalRecipe& recipe) {
  Adjustments adjustments;
  const FuelSectors fuels(benchmark);
  const User distributor{User::Kind::sector, benchmark.find_sector(recipe.distribution_sector).index};
  for (Region region{0}; region.index < benchmark.region_count(); ++region.index) {
    for (const Fuel fuel : all_fuels) {
      const Sector sector = fuels.sector(fuel);
      const double made = produced(targets, recipe, region, fuel);
      if (!only_distributes(made, use_of(benchmark, region, sector), recipe.extraction_share, fuel)) continue;
      const Move move{region, {User::Kind::sector, sector.index}, distributor, made <= 0};
      const double pj = move_energy(benchmark.energy, move);
      move_emissions(benchmark.emissions, move);
      if (pj == 0) continue;
      adjustments.push_back(
          {"energy accounts", benchmark.sectors[sector.index].code + ", " + benchmark.regions[region.index].code,
           "extracts hardly any fuel: what it burns moves to " + recipe.distribution_sector, pj, "PJ"});
    }
  }
  return adjustments;
}

}  // namespace etslink
