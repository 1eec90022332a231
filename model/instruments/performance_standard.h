// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// Tradable performance standards: each sector earns permits with its output, sum_j beta_j Y_j - E >= 0. Formula:
// docs/instruments.md, P2 and P17.
void add_performance_standards(BuildContext& context);

}  // namespace etslink
