// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "calibration/steel/steel_recipe.h"

namespace etslink {

// What the source says of one route in a region, per tonne of crude steel.
struct PublishedRoute {
  int rule = -1;                                                             // position in the recipe
  double mt = 0;                                                             // crude steel
  double coal = 0, gas = 0, electricity = 0;                                 // need [GJ/t, GJ/t, MWh/t]
  double scrap = 0;                                                          // [t/t]
  double coal_cost = 0, gas_cost = 0, electricity_cost = 0, scrap_cost = 0;  // [USD/t]
  double ore = 0, materials = 0, services = 0, labour = 0, capital = 0;      // [USD/t]
  double total = 0;                                                          // [USD/t]
  SourceLocation at;

  [[nodiscard]] double scrap_mt() const { return scrap * mt; }
};

// Steel of a region.
struct PublishedSteel {
  double scrap_exports = 0, scrap_imports = 0;  // Mt
  double scrap_price = 0;                       // USD/t
  std::vector<PublishedRoute> routes;           // in the order of the recipe, none below its smallest
  std::vector<PublishedRoute> left_out;         // smaller ones
  SourceLocation at;

  [[nodiscard]] double mt() const;         // of routes
  [[nodiscard]] double scrap_use() const;  // of routes [Mt]
};

// Both tables, by region. InputError where a row is missing or given twice, for a route that no rule names, where
// routes do not sum to the crude steel of the region or exports of scrap to its imports (to 1 %), and where a region
// imports more scrap than it uses or has none of its own.
[[nodiscard]] std::map<std::string, PublishedSteel> read_steel_sources(const SteelRecipe& recipe,
                                                                       const std::vector<std::string>& regions);

}  // namespace etslink
