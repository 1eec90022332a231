// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/physical_accounts.h"

#include "calibration/fuels/electricity_use.h"
#include "calibration/fuels/physical_report.h"
#include "calibration/fuels/published_prices.h"
#include "calibration/fuels/rest_of_economy.h"

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
  EnergyTables tables = energy_tables(benchmark, targets, recipe);
  raise_to_published_prices(tables, benchmark, recipe);
  const FuelAccounts accounts = fuel_accounts(std::move(tables), benchmark, recipe);
  append(result.adjustments, accounts.tables.adjustments);
  append(result.adjustments, accounts.prices.adjustments);
  append(result.adjustments, accounts.trade.adjustments);
  const FuelRecords fixed = fuel_records(accounts, benchmark, recipe);
  const RestBalance balance = balance_rest(benchmark, accounts, fixed, recipe);
  add_fuel_records(benchmark, fixed);
  set_emission_purposes(benchmark, fixed.energy);
  drop_unused_purposes(benchmark);
  result.tables = physical_tables({money, benchmark, accounts, balance, recipe});
  return result;
}

}  // namespace etslink
