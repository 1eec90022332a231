// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// Where the options say so, the top nest of every household becomes a constant difference of elasticities (CDE; Hanoch
// 1975): an implicit expenditure function with an income and a substitution parameter for each input of the nest.
// Nests below stay as they are; a nest has the mean of its goods' parameters by benchmark purchases. The level of
// consumption is what its utility costs at benchmark prices. Parameters are cde_substitution (0 < b < 1 for all goods
// of a household, or b < 0 for all) and cde_expansion (e > 0). Throws InputError where they are missing or out of
// range, for subsistence, and where leisure is a choice. Formulas: docs/instruments.md, M5.
void add_cde_demand(BuildContext& context);

}  // namespace etslink
