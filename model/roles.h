// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

// What unknowns and permits of instruments are. Names are for people: nothing is found or compared by them.
namespace etslink {

// Where permits beyond the caps come from.
enum class PermitSource {
  performance_standard,
  output_based_allocation,  // earned with output, but out of the cap: never a supply of its own
  crediting,
  gdp_cap,
  withheld,  // by a price floor; negative
  released,  // by a price ceiling
  offsets,
  link,
  project,
  swap  // that frees the cap
};
// "performance standard": in the results file and as the kind of an income.
[[nodiscard]] std::string to_string(PermitSource source);

// What an unknown of an instrument or a closure is.
enum class VariableRole {
  utility,            // of a household with CDE demand
  mean_substitution,  // of its inputs
  volume_index,       // price index of demand of an additive CES
  resource_in_use,
  idle_resource,
  permit_supply,  // of a pool beyond its caps
  allocation_cut,
  allocation_factor,
  credit_factor,    // benchmark output per output, where a baseline is absolute
  loss,             // of an activity that may stop
  technology_rent,  // of the resource of a technology alone
  cost_over_price,  // of a technology with such a resource
  real_gdp,
  withheld,  // price collar: permits kept back, fall below the floor, permits released, rise above the ceiling
  floor_gap,
  released,
  ceiling_gap,
  relative_price,  // abatement curve of offsets or a project
  abatement,
  margin,                // of a project
  flow,                  // of permits or credits
  limit_rent,            // shadow price of a limit in Mt, or of the one there is
  emissions_limit_rent,  // of a further limit as a part of emissions
  back_limit_rent,
  floor_rent,  // of a price corridor
  ceiling_rent,
  employment,
  unemployment,
  tax_rate,  // change of a tax rate
  endowment_factor,
  cap_change,
  transfer,
  world_sales,       // of a good whose price the world market gives
  foreign_exchange,  // its price for a region
  certificate_price,
  technology_support,  // what technologies get per unit, or per tonne
  scarcity_rent,       // of what they may make
  users_levy           // on what their sector sells
};

// What a variable belongs to, and with it what the indices of its identity mean.
enum class VariableOwner {
  market,     // index in the policy; part: a region of it or an item of its offsets, -1 where there is none
  region,     // index of the benchmark
  commodity,  // index in the graph
  activity,   // the same; of a tax rate the first activity that pays it
  edge,       // the first purchase that pays a tax
  agent,      // who pays; part: the agent that is paid
  link,       // index of the restricted link in the policy
  project,    // index in the policy
  subsidy,    // the same, of technologies, and so are all below; part: a region, an activity, or -1
  certificates,
  output_limit,
  feed_in_tariff,
  carbon_contract
};

// Identity of a variable: unique in an economy, and the same in all scenarios of a study that have it.
struct VariableId {
  VariableRole role = VariableRole::permit_supply;
  VariableOwner owner = VariableOwner::market;
  int index = -1, part = -1;
  friend bool operator==(const VariableId&, const VariableId&) = default;
  friend auto operator<=>(const VariableId&, const VariableId&) = default;
};

}  // namespace etslink
