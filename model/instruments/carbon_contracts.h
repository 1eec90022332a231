// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// Carbon contracts for difference. Formula: docs/instruments.md, T4.
void add_carbon_contracts(BuildContext& context);

}  // namespace etslink
