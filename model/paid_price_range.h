// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/elasticities.h"

namespace etslink {

// A carbon price that was paid and that the taxes do not carry, and what they carry at most.
struct PaidPriceCut {
  Region region;
  Sector sector;
  double stated = 0, carried = 0;  // [USD/t CO2]; carried: 0 or more
  double mt = 0, tax_musd = 0;     // fuels burnt [Mt CO2], taxes on them [million USD]
  SourceLocation at = {};          // of the value that holds
};

// A carbon price that was paid (parameter carbon_price_paid) stands in the taxes of use.csv, wherever its value is
// stated: in the benchmark, a study or a nest file. Those where price times tonnes of the fuels that a sector burns
// exceeds the taxes on them: what a market took out of them would be a subsidy that nobody stated.
[[nodiscard]] std::vector<PaidPriceCut> paid_prices_without_taxes(const Benchmark& benchmark,
                                                                  const ElasticityTable& values);

// InputError with the place of such a value, and the largest allowed there; of all values, or of those that a benchmark
// itself states.
void require_taxes_behind_paid_prices(const Benchmark& benchmark, const ElasticityTable& values);
void require_taxes_behind_paid_prices(const Benchmark& benchmark);

}  // namespace etslink
