// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>

#include "model/benchmark.h"

namespace etslink {

// The goods whose physical accounts are kept.
enum class Fuel { coal, gas, crude, oil };
inline constexpr std::array<Fuel, 4> all_fuels{Fuel::coal, Fuel::gas, Fuel::crude, Fuel::oil};

// Word of a recipe: coal, gas, crude, oil.
[[nodiscard]] const std::string& fuel_word(Fuel fuel);
[[nodiscard]] SectorRole role_of(Fuel fuel);

// One value for each fuel.
template <class Value>
class ByFuel {
 public:
  [[nodiscard]] Value& operator[](Fuel fuel) { return values_[static_cast<std::size_t>(fuel)]; }
  [[nodiscard]] const Value& operator[](Fuel fuel) const { return values_[static_cast<std::size_t>(fuel)]; }

 private:
  std::array<Value, all_fuels.size()> values_{};
};

// The sector of each fuel in a benchmark, which has one of each role.
class FuelSectors {
 public:
  explicit FuelSectors(const Benchmark& benchmark);
  [[nodiscard]] Sector sector(Fuel fuel) const { return sectors_[fuel]; }
  [[nodiscard]] std::optional<Fuel> fuel(Sector sector) const;
  [[nodiscard]] bool is_fuel(Sector sector) const { return fuel(sector).has_value(); }

 private:
  ByFuel<Sector> sectors_;
};

// The sector with a role; InputError where the benchmark has none.
[[nodiscard]] Sector sector_with_role(const Benchmark& benchmark, SectorRole role);

// Word for a user in recipes: the code of a sector, HH, GOV or INV.
[[nodiscard]] std::string user_class(const Benchmark& benchmark, const User& user);

}  // namespace etslink
