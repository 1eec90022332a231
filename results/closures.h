// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "results/scenario_view.h"

namespace etslink {

// What a model holds fixed and what gives way, for people: government, investment, current account, labour, capital, by
// its options.
[[nodiscard]] std::string closure_text(const ModelOptions& options);

// Change of the tax rate that balances a budget, takes in the revenue of permits or is set free by a swap, per region
// [percentage points]; the first where there are several, missing where there is none.
[[nodiscard]] Values tax_rate_change(const ScenarioView& view);

// Unemployment per region [% of the labour force]; missing where the labour market clears.
[[nodiscard]] Values unemployment(const ScenarioView& view);

}  // namespace etslink
