// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// Price floor, ceiling and reserve of a market. Formula: docs/instruments.md, P8.
void add_price_collars(BuildContext& context);

}  // namespace etslink
