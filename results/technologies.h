// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "results/indicators.h"
#include "results/study_result.h"

namespace etslink {

// Appends what is made by each technology (model/technology.h), what it costs, emits and earns; nothing where the
// economy has none.
void add_technology_accounts(IndicatorSet& set, const StudyResult& study);

// The unit of a price of what technologies make: "USD/MWh".
[[nodiscard]] std::string technology_price_unit(const Economy& economy);

}  // namespace etslink
