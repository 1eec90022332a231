// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "calibration/electricity/electricity_accounts.h"
#include "calibration/fuels/energy_trade.h"
#include "calibration/fuels/trade_wedges.h"
#include "calibration/fuels/user_wedges.h"

namespace etslink {

// Rows of a benchmark that the physical accounts fix: all of fuels, and the services bought with them.
struct FuelRecords {
  std::vector<UseFlow> use;  // fuels by purpose, deliveries
  std::vector<TradeFlow> trade;
  std::vector<MarginFlow> margins;
  std::vector<MarginSupply> margin_supply;
  std::vector<EnergyFlow> energy;
  std::vector<OutputVolume> volumes;  // what producers of each region sell [PJ]
};

// The accounts in money and energy; electricity may have none.
struct FuelAccounts {
  EnergyTables tables;
  PriceLevels prices;
  EnergyTrade trade;
  std::vector<TradedFuel> traded;
  std::vector<DeliveredFuel> delivered;
  ElectricityAccounts electricity;
};

// Gives a benchmark every purpose of physical accounts, none of which it may have.
void add_physical_purposes(Benchmark& benchmark);
// Leaves those that its purchases have.
void drop_unused_purposes(Benchmark& benchmark);

// Coal of blast furnaces by region [PJ]: tonnes of the recipe's route times coal per tonne; 0 without a file.
// InputError for a bad file or a region without a row.
[[nodiscard]] Eigen::VectorXd coking_coal(const Benchmark& benchmark, const PhysicalRecipe& recipe);

// The rows, with the purposes of the benchmark: own use, coking coal, feedstock, bunkers, delivery, making of coke.
// Taxes stand on what is burnt: feedstock and bunkers pay none.
[[nodiscard]] FuelRecords fuel_records(const FuelAccounts& accounts, const Benchmark& benchmark,
                                       const PhysicalRecipe& recipe);

// Puts the purpose of the fuel on CO2, as far as a fuel is burnt for one; feedstock and bunkers have no CO2.
void set_emission_purposes(Benchmark& benchmark, const std::vector<EnergyFlow>& energy);

}  // namespace etslink
