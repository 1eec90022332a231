// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// The most, or the least, that technologies make: phase-outs, bans, mandates. Formula: docs/instruments.md, P15.
void add_output_limits(BuildContext& context);

}  // namespace etslink
