// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "results/indicators.h"

namespace etslink {

// Electricity by region and user in TWh, its trade, and what users pay for it with its delivery, where the benchmark
// has it in TWh: electricity_use, electricity_net_imports, electricity_price_user,
// electricity_price_user_without_carbon (docs/results.md).
void add_electricity_accounts(IndicatorSet& set, const StudyResult& study);

}  // namespace etslink
