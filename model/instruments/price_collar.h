// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// Price floor, ceiling and reserve of a market. Formula: docs/instruments.md, P8.
void add_price_collars(BuildContext& context);

// Names of the unknowns by which a price misses its floor, or its ceiling [USD/t]; a market has them where the price
// may.
[[nodiscard]] std::string floor_gap_name(const std::string& market);
[[nodiscard]] std::string ceiling_gap_name(const std::string& market);

}  // namespace etslink
