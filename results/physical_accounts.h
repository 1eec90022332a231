// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "results/indicators.h"

namespace etslink {

// Codes of the goods whose volume is in PJ.
[[nodiscard]] std::vector<std::string> fuel_names(const Economy& economy);

// Energy made and used, and what users pay for it, where the benchmark has physical volumes: fuel_output, fuel_use,
// electricity_output, fuel_price_user, fuel_price_user_without_carbon (docs/results.md).
void add_physical_accounts(IndicatorSet& set, const StudyResult& study);

}  // namespace etslink
