// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// Amounts per unit that technologies get. Formula: docs/instruments.md, P15.
void add_technology_subsidies(BuildContext& context);

}  // namespace etslink
