// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Dense>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "calibration/electricity/electricity_prices.h"
#include "calibration/electricity/electricity_tables.h"
#include "calibration/targets/target.h"
#include "model/benchmark.h"

namespace etslink {

// Electricity in TWh and money; nothing where the recipe has no such accounts.
struct ElectricityAccounts {
  std::vector<Generation> generation;    // by region
  std::vector<ElectricityBuyer> buyers;  // with net imports
  ElectricityPrices prices;
  Eigen::MatrixXd trade_twh;  // from exporter (row) to importer (column)
  double dropped_twh = 0;     // of trade: exchanges in both directions, without cables, to where it is cheaper

  [[nodiscard]] bool empty() const { return generation.empty(); }
  [[nodiscard]] double imports(Region region) const { return trade_twh.col(region.index).sum(); }
  [[nodiscard]] double exports(Region region) const { return trade_twh.row(region.index).sum(); }
  // By users, own use of power plants and losses of grids [TWh].
  [[nodiscard]] double used(Region region) const {
    return generation[static_cast<std::size_t>(region.index)].generated + imports(region) - exports(region);
  }
  // What users pay less for electricity than in the money benchmark, taxes included; below 0: more [million USD].
  [[nodiscard]] std::map<std::pair<Region, User>, double> freed() const;
  // What the users of a target pay in the money benchmark, taxes included [USD/MWh]; empty where they use none.
  [[nodiscard]] std::optional<double> price_in_money(const Benchmark& benchmark, const Target& target) const;
};

struct ElectricityInput {
  const Benchmark& benchmark;             // in money
  const std::vector<double>& fuel_cost;   // of power plants by region, with deliveries and taxes [million USD]
  const std::vector<double>& net_of_tax;  // what producers keep of the market value of output, by region
  const std::vector<Target>& targets;
  double smallest_twh = 0;  // of trade
};

// TWh by region and user, prices (electricity_prices), and net trade of the money benchmark at the exporter's price, as
// far as there are cables and it does not flow to where electricity is cheaper. InputError for bad files, and where a
// region exports more than it generates. `file`: path of the table of generation.
[[nodiscard]] ElectricityAccounts electricity_accounts(const ElectricityInput& input, const ElectricityRecipe& recipe,
                                                       const std::string& file);

}  // namespace etslink
