// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Dense>
#include <vector>

#include "calibration/electricity/electricity_tables.h"
#include "calibration/targets/target.h"

namespace etslink {

// What electricity costs: one price per region at which all is sold that its power plants make, and what each class
// pays for delivery beyond [USD/MWh].
struct ElectricityPrices {
  std::vector<double> basic;      // by region
  std::vector<ByClass> delivery;  // by region, at least 0
  // What a buyer pays with delivery and taxes.
  [[nodiscard]] double paid(const ElectricityBuyer& buyer) const {
    return (basic[static_cast<std::size_t>(buyer.region.index)] +
            delivery[static_cast<std::size_t>(buyer.region.index)][buyer.kind]) *
           (1 + buyer.tax_rate());
  }
};

struct ElectricityPriceInput {
  const Benchmark& benchmark;
  const std::vector<Generation>& generation;  // by region
  const std::vector<ElectricityBuyer>& buyers;
  const std::vector<double>& fuel_cost;   // of power plants by region, with deliveries and taxes [million USD]
  const std::vector<double>& net_of_tax;  // what producers keep of the market value of output, by region
  const std::vector<Target>& targets;
  const ElectricityAccountsRecipe& recipe;
};

// Region by region the least squares of differences over widths: mean prices of the users of targets of kind
// electricity_price, fuels in the cost of power (fuel_cost_share of the electricity sector alone), the mean price of
// the money benchmark, and deliveries around 0. The recipe's weight says how much more the first count. A share of
// fuels is a wanted basic price, because fuels and generation are given.
[[nodiscard]] ElectricityPrices electricity_prices(const ElectricityPriceInput& input);

}  // namespace etslink
