// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "results/scenario_view.h"

namespace etslink {

// Prices in units of the consumer price of their region [benchmark = 1].

// Per region and sector: of what producers make, output tax included; missing where the sector makes nothing.
[[nodiscard]] Values producer_price(const ScenarioView& view);

// Per region and factor: what owners receive, net of factor tax, mean over the markets of the factor in the region by
// benchmark endowments; of a factor with a world market over its owners in the region. Missing where there is none.
[[nodiscard]] Values factor_price(const ScenarioView& view);

// Per region: the same over all factors whose role is labour.
[[nodiscard]] Values wage(const ScenarioView& view);

}  // namespace etslink
