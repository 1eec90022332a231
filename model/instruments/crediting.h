// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// Sectoral crediting with a no-lose target: sectors that opt in pay for their emissions and earn a baseline with their
// output; the credits, baseline less emissions, are sold to one market or to their government. Throws InputError for a
// market of several regions, for sectors that a cap or a standard covers already, and for two buyers. Formula:
// docs/instruments.md, C1 and C3.
void add_sectoral_crediting(BuildContext& context);

// How the credits are sold, when all permits have been supplied. A link that sells them has its own rules.
void sell_credits(BuildContext& context);

}  // namespace etslink
