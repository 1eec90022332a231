// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/benchmark.h"

namespace etslink {

// A carbon price that was paid (parameter carbon_price_paid of elasticities.csv) stands in the taxes of use.csv.
// InputError with its row where price times tonnes of the fuels that a sector burns exceeds the taxes on them: what a
// market took out of them would be a subsidy that nobody stated.
void require_taxes_behind_paid_prices(const Benchmark& benchmark);

}  // namespace etslink
