// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/physical_accounts.h"

#include "calibration/fuels/electricity_use.h"
#include "calibration/fuels/physical_report.h"
#include "calibration/fuels/published_prices.h"
#include "calibration/fuels/rest_of_economy.h"
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

}  // namespace

PhysicalAccounts add_physical_accounts(const Benchmark& money, const Co2Targets& targets,
                                       const PhysicalRecipe& recipe) {
  PhysicalAccounts result;
  Benchmark& benchmark = result.benchmark;
  benchmark = money;
  add_physical_purposes(benchmark);
  append(result.adjustments, describe_electricity(benchmark, recipe));
  append(result.adjustments, move_fuels_of_distributors(benchmark, targets, recipe));
  TargetMoves moves;
  const EnergyByUser by_user = move_energy_to_targets(benchmark, targets, recipe, moves);
  append(result.adjustments, by_user.adjustments);
  EnergyTables tables = energy_tables(benchmark, targets, recipe, by_user.purchases);
  raise_to_published_prices(tables, benchmark, recipe.targets, moves);
  const FuelAccounts accounts = fuel_accounts(std::move(tables), benchmark, recipe);
  append(result.adjustments, accounts.tables.adjustments);
  append(result.adjustments, accounts.prices.adjustments);
  append(result.adjustments, accounts.trade.adjustments);
  const FuelRecords fixed = fuel_records(accounts, benchmark, recipe);
  const RestBalance balance = balance_rest(benchmark, accounts, fixed, recipe);
  add_fuel_records(benchmark, fixed);
  set_emission_purposes(benchmark, fixed.energy);
  drop_unused_purposes(benchmark);
  for (const Target& target : recipe.targets)
    result.targets.push_back({target, measured(money, target), measured(benchmark, target), moves.of(target)});
  result.tables = target_tables(result.targets);
  const std::vector<ReportTable> tables_of_fuels = physical_tables({money, benchmark, accounts, balance, recipe});
  result.tables.insert(result.tables.end(), tables_of_fuels.begin(), tables_of_fuels.end());
  return result;
}

}  // namespace etslink
