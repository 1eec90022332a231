// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// Activities that stand idle at the benchmark (activities.csv), beside the sectors that make the same good, which may
// then stop, too. Each belongs to the sector of that good, whose output tax it pays and whose permits it needs. To call
// when the rest of the graph is complete. Throws InputError where nobody makes the good, or nobody sells an input, in
// the region. Formula: docs/model.md, section 3.
void add_idle_activities(BuildContext& context);

}  // namespace etslink
