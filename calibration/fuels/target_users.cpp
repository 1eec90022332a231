// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/target_users.h"

#include "calibration/targets/energy_cells.h"
#include "calibration/targets/target_classes.h"

namespace etslink {
namespace {

const std::string& code(const Benchmark& benchmark, Region region) {
  return benchmark.regions[static_cast<std::size_t>(region.index)].code;
}

// Its fuel is published by itself and moves to no target.
void refuse_international_transport(const Benchmark& benchmark, const PhysicalRecipe& recipe) {
  for (const SectorInfo& sector : benchmark.sectors) {
    if (sector.role != SectorRole::international_transport) continue;
    for (const Target& target : recipe.targets) {
      const bool is_burnt = target.kind == TargetKind::emissions || target.kind == TargetKind::energy;
      if (is_burnt && !target.users.empty() && target.is_about(sector.code))
        throw InputError(target.at, "the target " + target.name() + " names '" + sector.code +
                                        "', international transport, whose fuel is published by itself; leave it out");
    }
  }
}

}  // namespace

void require_burners(const Benchmark& benchmark, const PhysicalRecipe& recipe) {
  refuse_international_transport(benchmark, recipe);
  const FuelSectors fuels(benchmark);
  TargetClasses classes("burns", "");
  for (const EnergyCell& cell : energy_cells(benchmark))
    classes.add(code(benchmark, cell.region), user_class(benchmark, cell.user), fuels.fuel(cell.fuel));
  classes.require(recipe.targets, TargetKind::emissions);
  classes.require(recipe.targets, TargetKind::energy);
}

void require_fuel_buyers(const EnergyTables& tables, const Benchmark& benchmark, const PhysicalRecipe& recipe) {
  const FuelSectors fuels(benchmark);
  TargetClasses prices("buys", ""), shares("buys", "");
  for (const FuelUse& use : tables.use) {
    const std::string user = user_class(benchmark, use.user);
    const bool is_own_use = use.user == User{User::Kind::sector, fuels.sector(use.fuel).index};
    if (!is_own_use) prices.add(code(benchmark, use.region), user, use.fuel);
    if (use.user.kind == User::Kind::sector) shares.add(code(benchmark, use.region), user, use.fuel);
  }
  prices.require(recipe.targets, TargetKind::fuel_price);
  shares.require(recipe.targets, TargetKind::fuel_cost_share);
}

void require_electricity_buyers(const ElectricityAccounts& accounts, const Benchmark& benchmark,
                                const PhysicalRecipe& recipe) {
  TargetClasses classes("buys", "electricity");
  for (const ElectricityBuyer& buyer : accounts.buyers)
    if (buyer.twh > 0) classes.add(code(benchmark, buyer.region), user_class(benchmark, buyer.user), {});
  classes.require(recipe.targets, TargetKind::electricity_price);
}

}  // namespace etslink
