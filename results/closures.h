// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "results/scenario_view.h"

namespace etslink {

// Change of the tax rate that balances a budget, takes in the revenue of permits or is set free by a swap, per region
// [percentage points]; the first where there are several, missing where there is none.
[[nodiscard]] Values tax_rate_change(const ScenarioView& view);

// Unemployment per region [% of the labour force]; missing where the labour market clears.
[[nodiscard]] Values unemployment(const ScenarioView& view);

}  // namespace etslink
