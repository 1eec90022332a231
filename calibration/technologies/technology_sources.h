// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "calibration/technologies/technology_recipe.h"

namespace etslink {

// What the source says of one technology in a region: costs per MWh that is generated [USD/MWh].
struct PublishedTechnology {
  int rule = -1;          // position in the recipe
  double twh = 0;         // generated
  double gj_per_mwh = 0;  // need of fuel; of technologies that burn one
  double fuel = 0, labour = 0, capital = 0, services = 0;
  double total = 0;
  SourceLocation at;
};

// Power of a region.
struct PublishedPower {
  double sales_twh = 0;
  double networks = 0;                                                      // grid and retail [USD/MWh sold]
  double networks_labour = 0, networks_capital = 0, networks_services = 0;  // parts of it
  double generation_cost = 0;                                               // mean [USD/MWh generated]
  std::vector<PublishedTechnology> technologies;  // in the order of the recipe, none below its smallest
  std::vector<PublishedTechnology> left_out;      // smaller ones
  SourceLocation at;
};

// Both tables, by region. InputError where a row is missing or given twice, where generation by technology does not
// sum to that of the region to 0.1 %, and for a technology that no rule names.
[[nodiscard]] std::map<std::string, PublishedPower> read_power_technologies(const TechnologyRecipe& recipe,
                                                                            const std::vector<std::string>& regions);

}  // namespace etslink
