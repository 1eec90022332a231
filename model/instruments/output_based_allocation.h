// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// Output-based allocation: sectors receive permits with their output, out of the cap of their region; a uniform factor
// cuts them where they would exceed it, or makes them the part of the cap that the study states. Formula:
// docs/instruments.md, P5.
void add_output_based_allocation(BuildContext& context);

}  // namespace etslink
