// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "model/input_error.h"

namespace etslink {

// Who buys electricity: households; industry, which takes it from the grid as it is; all others.
enum class ElectricityClass { households, industry, services };
inline constexpr std::array<ElectricityClass, 3> all_electricity_classes{
    ElectricityClass::households, ElectricityClass::industry, ElectricityClass::services};
// Word of recipes and reports: households, industry, services.
[[nodiscard]] const std::string& class_word(ElectricityClass kind);

// One number for each class.
class ByClass {
 public:
  [[nodiscard]] double& operator[](ElectricityClass kind) { return values_[static_cast<std::size_t>(kind)]; }
  [[nodiscard]] double operator[](ElectricityClass kind) const { return values_[static_cast<std::size_t>(kind)]; }
  [[nodiscard]] double sum() const { return values_[0] + values_[1] + values_[2]; }

 private:
  std::array<double, 3> values_{};
};

// How much each class uses in a region [TWh]; only the proportions count.
struct PublishedElectricityUse {
  ByClass twh;
  std::string file;  // of purchases in GWh (columns good_sector16, user_sector16, unit, quantity), instead of twh
  SourceLocation at;
};

// How electricity gets accounts in TWh, and which value.
struct ElectricityAccountsRecipe {
  bool active = false;
  std::vector<std::string> industry;       // sectors of that class
  std::map<std::string, double> services;  // sector -> its part of what is paid for delivery
  std::vector<std::string> holders;        // goods that hold what the table does not book with electricity
  std::map<std::string, double> networks;  // sector or factor -> its part of what power plants and grids pay more
  std::map<std::string, PublishedElectricityUse> use;  // by region; elsewhere the proportions of money
  double table_width = 0.3;                            // of the mean price that the money benchmark implies
  double delivery_width = 30;                          // of delivery around 0 [USD/MWh]
  double target_weight = 2;                            // of targets of the price, relative to what their widths say
};

// Own use and losses of electricity, its trade and its accounts.
struct ElectricityRecipe {
  std::string file;                         // columns region, generation_twh, own_use_twh, losses_pct
  double trade_elasticity = 0.3;            // between domestic and imported, and between exporters
  std::vector<std::string> without_cables;  // regions whose trade keeps its share; with accounts they have none
  ElectricityAccountsRecipe accounts;
};

}  // namespace etslink
