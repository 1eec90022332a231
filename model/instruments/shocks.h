// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// Changes the endowments, productivity, taxes, transfers and needs of the economy that the policy's shocks name. Comes
// last: everything else is calibrated to the benchmark. Throws InputError where a shock changes nothing, where a rate
// leaves its range, or where something else determines the number. Formulas: docs/instruments.md, S1.
void add_shocks(BuildContext& context);

}  // namespace etslink
