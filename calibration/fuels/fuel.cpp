// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/fuel.h"

namespace etslink {

const std::string& fuel_word(Fuel fuel) {
  static const std::array<std::string, all_fuels.size()> words{"coal", "gas", "crude", "oil"};
  return words[static_cast<std::size_t>(fuel)];
}

SectorRole role_of(Fuel fuel) {
  switch (fuel) {
    case Fuel::coal:
      return SectorRole::coal;
    case Fuel::gas:
      return SectorRole::gas;
    case Fuel::crude:
      return SectorRole::crude_oil;
    case Fuel::oil:
      break;
  }
  return SectorRole::refined_oil;
}

Sector sector_with_role(const Benchmark& benchmark, SectorRole role) {
  for (Sector sector{0}; sector.index < benchmark.sector_count(); ++sector.index)
    if (benchmark.sectors[sector.index].role == role) return sector;
  throw InputError({benchmark.folder, 0},
                   "physical accounts need sectors with the roles coal, gas, crude_oil, "
                   "refined_oil and electricity");
}

FuelSectors::FuelSectors(const Benchmark& benchmark) {
  for (const Fuel fuel : all_fuels) sectors_[fuel] = sector_with_role(benchmark, role_of(fuel));
}

std::optional<Fuel> FuelSectors::fuel(Sector sector) const {
  for (const Fuel fuel : all_fuels)
    if (sectors_[fuel] == sector) return fuel;
  return std::nullopt;
}

std::string user_class(const Benchmark& benchmark, const User& user) {
  if (user.kind == User::Kind::sector) return benchmark.sectors[user.index].code;
  if (user.kind == User::Kind::stock_change) return "STK";
  switch (benchmark.agents[user.index].kind) {
    case AgentKind::household:
      return "HH";
    case AgentKind::government:
      return "GOV";
    case AgentKind::investment:
      break;
  }
  return "INV";
}

}  // namespace etslink
