// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// Carbon taxes: markets with a fixed price whose revenue is tax income of their region. Throws InputError for a tax of
// several regions and for one that is linked. Formula: docs/instruments.md, P11.
void add_carbon_taxes(BuildContext& context);

}  // namespace etslink
