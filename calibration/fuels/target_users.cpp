// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/target_users.h"

#include "calibration/targets/energy_cells.h"
#include "calibration/targets/target_classes.h"

namespace etslink {
namespace {

const std::string& code(const Benchmark& benchmark, Region region) {
  return benchmark.regions[static_cast<std::size_t>(region.index)].code;
}

}  // namespace

void require_burners(const Benchmark& benchmark, const PhysicalRecipe& recipe) {
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
    shares.add(code(benchmark, use.region), user, use.fuel);
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
