// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// Caps that are an intensity of GDP: cap_r = cap_r0 GDP_r/GDP_r0, computed in the solve. Formula: docs/instruments.md,
// P16.
void add_gdp_caps(BuildContext& context);

// Real GDP of a region relative to the benchmark, as an unknown that is declared once: final demand at current prices
// and the trade balance, deflated by the consumer price.
[[nodiscard]] Symbol real_gdp(BuildContext& context, Region region);

}  // namespace etslink
