// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "calibration/fuels/energy_tables.h"
#include "calibration/fuels/price_levels.h"

namespace etslink {

// What a user pays for a fuel, part by part [million USD].
struct DeliveredFuel {
  FuelUse use;
  double base = 0;    // energy times the delivered price of the region
  double margin = 0;  // delivery, bought with the fuel
  double coke = 0;    // making of coke, bought with coal by steel
  double tax = 0;     // below 0: subsidy
  // What the user pays less than in the money benchmark, taxes included; below 0: more.
  [[nodiscard]] double freed() const {
    return use.value_musd + use.tax_musd - use.moved_musd - base - margin - coke - tax;
  }
};

// User price less delivered price. Above 0: delivery margin up to the recipe's limit, then more tax up to its limit,
// and the rest is spent on other goods, with its part of the tax that was there. Below 0: less tax, then a subsidy
// where the recipe says it is real and up to its limit, and the rest is paid. Crude oil has neither margin nor tax.
// What coke users of the recipe spend on refined oil beyond that is coke and goes with their coal.
[[nodiscard]] std::vector<DeliveredFuel> user_wedges(const EnergyTables& tables, const PriceLevels& prices,
                                                     const Benchmark& benchmark, const PhysicalRecipe& recipe);

}  // namespace etslink
