// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etslink {

// A greenhouse gas that benchmarks have data of.
enum class Gas : std::uint8_t { co2 };

// Reports of the IPCC whose warming potentials studies use.
enum class PotentialSet { ar4, ar5, ar6 };

// Warming over 100 years per tonne, relative to CO2.
struct WarmingPotential {
  double ar4 = 1;  // IPCC (2007), Fourth Assessment Report, Working Group I, table 2.14
  double ar5 = 1;  // IPCC (2013), Fifth Assessment Report, Working Group I, table 8.A.1, without climate feedback
  double ar6 = 1;  // IPCC (2021), Sixth Assessment Report, Working Group I, table 7.15
  [[nodiscard]] double of(PotentialSet set) const;
};

struct GasInfo {
  Gas gas = Gas::co2;
  std::string code;  // in files: "co2"
  std::string name;  // "carbon dioxide"
  WarmingPotential potential;
};

// All gases, in the order of Gas. A new one is a value of Gas and a row here.
[[nodiscard]] const std::vector<GasInfo>& all_gases();

[[nodiscard]] const GasInfo& info(Gas gas);

// The gas of a code; empty where there is none.
[[nodiscard]] std::optional<Gas> find_gas(std::string_view code);

// Tonnes of CO2 that warm as much as tonnes of a gas.
[[nodiscard]] double co2_equivalent(Gas gas, double tonnes, PotentialSet set = PotentialSet::ar5);

}  // namespace etslink
