// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// Part of the benchmark purchase of a good that a household buys whatever happens (parameter, by region and good).
inline constexpr const char* subsistence_share = "subsistence_share";

// Stone-Geary demand: households buy fixed quantities of goods first, the rest of their budget goes into the nests of
// final demand. With Cobb-Douglas nests it is the linear expenditure system. Throws InputError for a share of 1 or
// more. Formula: docs/instruments.md, M5.
void add_subsistence(BuildContext& context);

}  // namespace etslink
