// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <vector>

#include "calibration/technologies/sector_column.h"
#include "calibration/technologies/technology_sources.h"

namespace etslink {

// What a technology pays, earns and gets [million USD].
struct PlantCosts {
  double fuel = 0;  // coal, gas or oil, delivered, with taxes
  double labour = 0;
  double goods = 0;    // services, parts, insurance; nuclear fuel and biomass
  double capital = 0;  // at most what the source says
  double rent = 0;     // what it earns beyond these
  double pool = 0;     // what it gets from the pool; below 0: pays into it

  [[nodiscard]] double all() const { return fuel + labour + goods + capital + rent; }
};

struct SplitTechnology {
  int rule = -1;
  double twh = 0;
  PublishedTechnology published;
  PlantCosts wanted, reached;
  double fuel_part = 0;       // of the sector's purchases of its fuel
  double special_wanted = 0;  // for goods that it runs on, in `goods` [million USD]
  double special = 0;
  double resource = 0;                  // of capital + rent: income of its own resource
  std::map<Sector, double> goods_part;  // of the sector's purchases of each good
};

// Networks, retail and heat: what is left of the sector.
struct NetworkCosts {
  double labour = 0, goods = 0, capital = 0;
  [[nodiscard]] double sum() const { return labour + goods + capital; }
};

struct RegionSplit {
  Region region;
  SectorColumn column;
  double twh = 0, price = 0;  // price [million USD per TWh = USD/MWh], one for all technologies
  double generation_cost = 0, published_networks = 0;  // as published [USD/MWh, million USD]
  NetworkCosts networks_wanted, networks;
  std::vector<SplitTechnology> technologies;

  [[nodiscard]] double pooled() const;  // what dear plants get from cheap ones
  [[nodiscard]] double rents() const;
  // Part of a fuel that makes heat or is used otherwise: no technology burns it.
  [[nodiscard]] double heat_part(Fuel fuel, const std::vector<TechnologyRule>& rules) const;
};

// What a split goes by.
struct PowerSource {
  const PublishedPower& published;
  const TechnologyRecipe& recipe;
  const std::vector<std::vector<Sector>>& fuel_goods;  // of each rule of the recipe
};

// Divides the column of a region's electricity sector, which generates `twh`, among technologies and networks;
// docs/calibration.md has the rules. InputError at the source where a technology burns a fuel that the sector does not
// buy.
[[nodiscard]] RegionSplit split_column(const SectorColumn& column, double twh, const PowerSource& source);

}  // namespace etslink
