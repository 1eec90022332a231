// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// Taxes on the output of technologies are amounts per unit of their volume, fixed in the numeraire: what a pool takes
// from cheap plants and gives to dear ones, so that all sell at one price. An ad valorem rate would scale what a plant
// pays for carbon by price over cost: a plant that sells at a third of its costs would feel a third of it. Call after
// the numeraire and before the instruments.
void add_technology_pool(BuildContext& context);

}  // namespace etslink
