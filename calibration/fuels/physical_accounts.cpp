// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/physical_accounts.h"

#include <optional>

#include "calibration/electricity/electricity_records.h"
#include "calibration/electricity/electricity_report.h"
#include "calibration/fuels/economy_totals.h"
#include "calibration/fuels/electricity_use.h"
#include "calibration/fuels/physical_report.h"
#include "calibration/fuels/published_prices.h"
#include "calibration/fuels/rest_of_economy.h"
#include "calibration/fuels/target_users.h"
#include "calibration/targets/measure.h"

namespace etslink {
namespace {

void append(Adjustments& all, const Adjustments& more) { all.insert(all.end(), more.begin(), more.end()); }

// Prices and wedges of energy tables, each step from the one before.
FuelAccounts fuel_accounts(EnergyTables tables, const Benchmark& benchmark, const PhysicalRecipe& recipe) {
  FuelAccounts accounts;
  accounts.tables = std::move(tables);
  accounts.prices = price_levels(accounts.tables, benchmark, recipe);
  accounts.trade = energy_trade(accounts.tables, accounts.prices, benchmark, recipe);
  accounts.traded = trade_wedges(accounts.trade, accounts.prices, recipe.trade);
  accounts.delivered = user_wedges(accounts.tables, accounts.prices, benchmark, recipe);
  return accounts;
}

// Sectors of fuels that make nothing any more buy nothing.
Benchmark without_closed_sectors(Benchmark benchmark, const FuelAccounts& accounts) {
  const FuelSectors fuels(benchmark);
  std::erase_if(benchmark.use, [&](const UseFlow& flow) {
    const auto fuel = flow.user.kind == User::Kind::sector ? fuels.fuel(Sector{flow.user.index}) : std::nullopt;
    return fuel && accounts.tables.production_pj[*fuel](flow.region.index) <= 0;
  });
  return benchmark;
}

// Electricity, whose price has to carry the fuels of power plants.
ElectricityAccounts account_electricity(const FuelAccounts& accounts, const Benchmark& benchmark,
                                        const PhysicalRecipe& recipe) {
  const Sector power = sector_with_role(benchmark, SectorRole::electricity);
  const EconomyTotals totals = economy_totals(benchmark);
  std::vector<double> fuel_cost(benchmark.regions.size(), 0), net_of_tax;
  for (const DeliveredFuel& entry : accounts.delivered)
    if (entry.use.user == User{User::Kind::sector, power.index})
      fuel_cost[static_cast<std::size_t>(entry.use.region.index)] += entry.base + entry.margin + entry.coke + entry.tax;
  for (Region region{0}; region.index < benchmark.region_count(); ++region.index)
    net_of_tax.push_back(totals.net_of_output_tax(region, power));
  const double smallest_twh = recipe.trade.smallest_pj / 3.6;
  return electricity_accounts(
      {without_closed_sectors(benchmark, accounts), fuel_cost, net_of_tax, recipe.targets, smallest_twh},
      recipe.electricity, recipe.source(recipe.electricity.file));
}

}  // namespace

PhysicalAccounts add_physical_accounts(const Benchmark& money, const Co2Targets& targets,
                                       const PhysicalRecipe& recipe) {
  PhysicalAccounts result;
  Benchmark& benchmark = result.benchmark;
  benchmark = money;
  add_physical_purposes(benchmark);
  append(result.adjustments, describe_electricity(benchmark, recipe));
  append(result.adjustments, move_fuels_of_distributors(benchmark, targets, recipe));
  require_burners(benchmark, recipe);
  TargetMoves moves;
  const EnergyByUser by_user = move_energy_to_targets(benchmark, targets, recipe, moves);
  append(result.adjustments, by_user.adjustments);
  EnergyTables tables = energy_tables(benchmark, targets, recipe, by_user.purchases);
  require_fuel_buyers(tables, benchmark, recipe);
  raise_to_published_prices(tables, benchmark, recipe.targets, moves);
  FuelAccounts accounts = fuel_accounts(std::move(tables), benchmark, recipe);
  accounts.electricity = account_electricity(accounts, benchmark, recipe);
  require_electricity_buyers(accounts.electricity, benchmark, recipe);
  append(result.adjustments, accounts.tables.adjustments);
  append(result.adjustments, accounts.prices.adjustments);
  append(result.adjustments, accounts.trade.adjustments);
  FuelRecords fixed = fuel_records(accounts, benchmark, recipe);
  add_electricity_records(fixed, accounts.electricity, benchmark, recipe.electricity.accounts);
  const RestBalance balance = balance_rest(benchmark, accounts, fixed, recipe);
  add_fuel_records(benchmark, fixed);
  set_emission_purposes(benchmark, fixed.energy);
  drop_unused_purposes(benchmark);
  tell_electricity_moves(accounts.electricity, benchmark, recipe.targets, moves);
  for (const Target& target : recipe.targets) {
    const bool is_power = target.kind == TargetKind::electricity_price;
    const std::optional<double> before =
        is_power ? accounts.electricity.price_in_money(benchmark, target) : measured(money, target);
    result.targets.push_back({target, before, measured(benchmark, target), moves.of(target)});
  }
  result.tables = target_tables(result.targets);
  const std::vector<ReportTable> tables_of_fuels = physical_tables({money, benchmark, accounts, balance, recipe});
  result.tables.insert(result.tables.end(), tables_of_fuels.begin(), tables_of_fuels.end());
  return result;
}

}  // namespace etslink
