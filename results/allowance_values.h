// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "results/scenario_view.h"

namespace etslink {

// Per market and region; missing where the market is off, has no permits (a carbon tax), or the region no emissions in
// it. Permits that a state issues: its cap, with what states it otherwise, and those earned by a performance standard;
// not offsets, credits and what flows over links.
[[nodiscard]] Values allowance_value(const ScenarioView& view);        // price x permits issued [million USD]
[[nodiscard]] Values free_allocation(const ScenarioView& view);        // permits given out for nothing [Mt]
[[nodiscard]] Values free_allocation_value(const ScenarioView& view);  // [million USD]
[[nodiscard]] Values auction_revenue(const ScenarioView& view);        // of all others [million USD]

// Per market: permits earned with output in per cent of those issued; missing likewise.
[[nodiscard]] Values free_allocation_percent(const ScenarioView& view);

// Per market and region [million USD]: rate x emissions that it charges; missing where the market is off or no tax.
[[nodiscard]] Values carbon_tax_revenue(const ScenarioView& view);

}  // namespace etslink
