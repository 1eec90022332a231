// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "results/scenario_view.h"

namespace etslink {

// What a model holds fixed and what gives way, for people: government, investment, current account, labour, capital, by
// its options.
[[nodiscard]] std::string closure_text(const ModelOptions& options);

// The same of a study, with the scenarios whose markets have their revenue spent by the government: its real demand is
// not fixed there, so that equivalent variation does not have all that counts.
[[nodiscard]] std::string closure_text(const ModelOptions& options, const std::vector<std::string>& spending);

// Change of the tax rate that balances a budget, takes in the revenue of permits or is set free by a swap, per region
// [percentage points]; the first where there are several, missing where there is none.
[[nodiscard]] Values tax_rate_change(const ScenarioView& view);

// Unemployment per region [% of the labour force]; missing where the labour market clears.
[[nodiscard]] Values unemployment(const ScenarioView& view);

// What regions sell to a world market by region and sector [million benchmark USD], negative: buy; missing where the
// world market gives no price.
[[nodiscard]] Values world_market_sales(const ScenarioView& view);

// Price of the foreign exchange in which world prices are, per region [benchmark = 1, numeraire = 1]; missing where
// there are none.
[[nodiscard]] Values foreign_exchange(const ScenarioView& view);

}  // namespace etslink
