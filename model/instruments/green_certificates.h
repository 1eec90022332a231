// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// A share of what a sector sells must come from some of its technologies. Formula: docs/instruments.md, P15.
void add_green_certificates(BuildContext& context);

}  // namespace etslink
