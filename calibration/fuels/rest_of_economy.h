// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "calibration/fuels/fuel_records.h"

namespace etslink {

// A flow outside the physical accounts before and after the balance [million USD].
struct MovedFlow {
  std::string name;  // "value added: SRV, LAB, ROW"
  double before = 0, after = 0;
};

struct RestBalance {
  int iterations = 0;
  double largest_gap = 0;        // relative
  std::vector<MovedFlow> moved;  // farthest first
};

// Balances everything but fuels and their deliveries by minimum cross entropy. Flows of fuels leave the benchmark, with
// sectors that no longer produce; rates of tax and stock changes of other goods stay. Exact: consumption, government,
// investment (with stock changes) at their old values, trade balances, zero profit, import markets. The priors: sectors
// of fuels scaled to what their output leaves after fuels; what users pay less for fuels goes to the recipe's other
// goods. InputError where a fuel sector buys fuels for more than its output is worth, or no economy meets the totals.
[[nodiscard]] RestBalance balance_rest(Benchmark& benchmark, const FuelAccounts& accounts, const FuelRecords& fixed,
                                       const PhysicalRecipe& recipe);

// The fixed rows join the benchmark, in the order of its files.
void add_fuel_records(Benchmark& benchmark, const FuelRecords& fixed);

}  // namespace etslink
