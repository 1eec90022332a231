// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// Prices per unit that technologies are guaranteed. Formula: docs/instruments.md, P15.
void add_feed_in_tariffs(BuildContext& context);

}  // namespace etslink
