// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/benchmark.h"

namespace etslink {

// A carbon price that was paid (parameter carbon_price_paid of elasticities.csv) stands in the taxes of use.csv.
// InputError with its row where price times tonnes of the fuels that a sector burns exceeds the taxes on them: what a
// market took out of them would be a subsidy that nobody stated.
void require_taxes_behind_paid_prices(const Benchmark& benchmark);

// A price that the taxes do not carry, and what they carry at most.
struct PaidPriceCut {
  Region region;
  Sector sector;
  double stated = 0, carried = 0;  // [USD/t CO2]; carried: 0 or more
  double mt = 0, tax_musd = 0;     // fuels burnt [Mt CO2], taxes on them [million USD]
};

// Lowers such prices to what the taxes carry, by a row of region and sector each: for records that were made from
// others (of regions that become one, subsidies of one stand against the taxes of another).
[[nodiscard]] std::vector<PaidPriceCut> cut_paid_prices(Benchmark& benchmark);

}  // namespace etslink
