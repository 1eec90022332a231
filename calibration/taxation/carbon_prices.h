// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "calibration/adjustment.h"
#include "model/benchmark.h"

namespace etslink {

// A price on carbon that sectors of a region paid in the year of the table.
struct CarbonPriceRule {
  std::string region, source;
  std::vector<std::string> sectors;
  double usd_per_t = 0;  // > 0
  SourceLocation at;
};

// Puts these prices on the fuels that the sectors burn: the tax on each purchase rises by price x CO2, the income of
// capital and resources in the sector falls by as much (they held the value of free allowances), and the benchmark says
// so (parameter carbon_price_paid). Final demand, trade and GDP at market prices stay. InputError where a sector has
// too little of such income or emits nothing.
[[nodiscard]] Adjustments add_carbon_prices(Benchmark& benchmark, const std::vector<CarbonPriceRule>& rules);

}  // namespace etslink
