// SPDX-License-Identifier: Apache-2.0
#include "model/gas.h"

namespace etslink {

double WarmingPotential::of(PotentialSet set) const {
  switch (set) {
    case PotentialSet::ar4:
      return ar4;
    case PotentialSet::ar5:
      return ar5;
    case PotentialSet::ar6:
      return ar6;
  }
  return ar5;
}

const std::vector<GasInfo>& all_gases() {
  static const std::vector<GasInfo> gases{{Gas::co2, "co2", "carbon dioxide", {1, 1, 1}}};
  return gases;
}

const GasInfo& info(Gas gas) { return all_gases()[static_cast<std::size_t>(gas)]; }

std::optional<Gas> find_gas(std::string_view code) {
  for (const GasInfo& gas : all_gases()) {
    if (gas.code == code) return gas.gas;
  }
  return std::nullopt;
}

double co2_equivalent(Gas gas, double tonnes, PotentialSet set) { return tonnes * info(gas).potential.of(set); }

}  // namespace etslink
