// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// Labour that is not fully employed: a wage curve (Blanchflower and Oswald 1995) or a minimum wage, region by region.
// Throws InputError where the factor is not mobile. Formula: docs/instruments.md, M1.
void add_labour_market(BuildContext& context);

}  // namespace etslink
