// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/build_context.h"
#include "model/nest_builder.h"

namespace etslink {

// Factor commodities: one per region for a mobile factor, one per sector for a specific or sluggish one.
void declare_factors(BuildContext& context);

// Endowments of the agents, and the transformation (CET) of sluggish factors between sectors.
void add_factor_supply(BuildContext& context);

// Leaves of a nest tree for the factors a sector pays.
[[nodiscard]] std::vector<NestLeaf> factor_leaves(BuildContext& context, Region region, Sector sector);

// Supply of a resource that follows output at a constant elasticity of its price relative to a cost.
struct SupplyCurve {
  double elasticity = 0;
  int price_commodity = -1, cost_commodity = -1;
};
void set_supply_curve(BuildContext& context, int commodity, const SupplyCurve& curve);

// Rent of a resource with a supply curve below which a part of it stands idle, relative to the cost of the other inputs
// [benchmark = 1]: so little that its output costs what these cost.
inline constexpr double idle_rent = 0.01;

// The same of a resource whose supply follows from the elasticity of substitution: its rent falls with a high power of
// output and stays positive without a bound, which is one of arithmetic. It costs output as good as nothing.
inline constexpr double least_rent = 1e-12;

// A resource whose rent has a lower bound, relative to the price of a commodity [benchmark = 1]; `name` is its sector.
struct RentBound {
  int resource = -1, relative_to = -1;  // commodities
  double least = idle_rent;
  std::string name;
};
// Lets a resource stand idle where its rent would fall below the bound: a mine whose price does not pay for its other
// inputs produces less. Without effect where the fuel's price is held.
void let_resource_stand_idle(BuildContext& context, const RentBound& bound);

// Least cost share of a resource whose rent can hold a fuel's price: below it (gas distribution, a mine that is
// closing) other costs rise by more than the rent can give way, and the price follows them. Shares from 0.03 to 0.1
// give the same leakage channels in studies/northeast_asia.toml to 0.05 percentage points.
inline constexpr double least_resource_share = 0.05;

// Does a sector make coal, crude oil or gas?
[[nodiscard]] bool is_fossil_fuel(const SectorInfo& sector);
[[nodiscard]] inline bool is_fossil_fuel(const BuildContext& context, Sector sector) {
  return is_fossil_fuel(context.benchmark.sectors[sector.index]);
}

// Does the supply of a sector's resource follow a curve of constant elasticity, by ResourceOption? Of fossil fuels
// always, of other sectors where their nest asks for a supply elasticity.
[[nodiscard]] inline bool has_constant_elasticity(const BuildContext& context, Sector sector) {
  return context.options.resources == ResourceOption::constant_elasticity && is_fossil_fuel(context, sector);
}

// Lets the endowment with a fossil fuel's resource become an unknown where ModelOptions::hold_fuel_prices asks for it.
void declare_availability(BuildContext& context, const Activity& activity, const Edge& resource);

}  // namespace etslink
