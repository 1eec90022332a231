// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// Small countries in world markets: regions that buy and sell goods at given prices, the value of which balances at
// their price of foreign exchange. Throws InputError where nobody makes a good. Formula: docs/instruments.md, M7.
void add_world_markets(BuildContext& context);

}  // namespace etslink
