// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calibration/adjustment.h"
#include "calibration/fuels/physical_recipe.h"
#include "model/benchmark.h"

namespace etslink {

// What the electricity sector buys from itself is own use of power plants and losses of grids, in the proportion of the
// recipe's file; and the elasticities of its trade are the recipe's, 0 in regions without cables to others. InputError
// for a bad file or a region without a row. Nothing without the file's name in the recipe.
[[nodiscard]] Adjustments describe_electricity(Benchmark& benchmark, const PhysicalRecipe& recipe);

}  // namespace etslink
