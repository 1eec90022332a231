// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// Caps that are an intensity of real GDP, that of the results: cap_r = cap_r0 GDP_r/GDP_r0, computed in the solve.
// Formula: docs/instruments.md, P16.
void add_gdp_caps(BuildContext& context);

}  // namespace etslink
