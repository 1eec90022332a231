// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <vector>

#include "calibration/steel/steel_column.h"
#include "calibration/steel/steel_sources.h"

namespace etslink {

// What a tonne of crude steel costs.
enum class RouteItem { coal, gas, electricity, scrap, ore, materials, services, labour, capital };
inline constexpr std::array<RouteItem, 9> route_items{RouteItem::coal,     RouteItem::gas,    RouteItem::electricity,
                                                      RouteItem::scrap,    RouteItem::ore,    RouteItem::materials,
                                                      RouteItem::services, RouteItem::labour, RouteItem::capital};

// [million USD]
class RouteCosts {
 public:
  [[nodiscard]] double& operator[](RouteItem item) { return values_[static_cast<std::size_t>(item)]; }
  [[nodiscard]] double operator[](RouteItem item) const { return values_[static_cast<std::size_t>(item)]; }
  [[nodiscard]] double without_capital() const;

 private:
  std::array<double, route_items.size()> values_{};
};

struct SplitRoute {
  PublishedRoute published;
  TechnologyParts parts;                      // of the column; `pool` [million USD]
  RouteCosts wanted, reached;                 // capital: at most what the source says
  double rent = 0;                            // beyond it [million USD]
  double coal = 0, gas = 0, electricity = 0;  // reached [PJ]
  double co2 = 0;                             // of fuels and process [Mt]

  [[nodiscard]] double mt() const { return published.mt; }
  [[nodiscard]] double cost() const { return reached.without_capital() + reached[RouteItem::capital] + rent; }
};

struct SteelSplit {
  Region region;
  SteelColumn column;
  double price = 0;  // of crude steel, one for all routes [million USD per Mt = USD/t]
  std::vector<SplitRoute> routes;

  [[nodiscard]] double mt() const;
};

// Divides the column of a region's steel sector among routes; docs/calibration.md has the rules. InputError at the
// source where a route needs coal, gas or electricity that the sector does not buy.
[[nodiscard]] SteelSplit split_steel_column(const Benchmark& benchmark, Region region, const SteelRecipe& recipe,
                                            const PublishedSteel& published);

}  // namespace etslink
