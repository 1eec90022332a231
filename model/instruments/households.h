// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// Several households in a region share lump sums, saving and what belongs to all of them, such as allowances, by
// benchmark consumption: each pays and receives its share of what the core books to the first one.
void share_among_households(BuildContext& context);

}  // namespace etslink
