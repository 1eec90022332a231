// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calibration/factor_shares.h"
#include "calibration/io_table.h"

namespace etslink::test {

// Two regions (KOR, ROW) x four sectors (COL, OIL, ELE, GDS), balanced, with trade in COL, OIL and GDS, one zero flow
// (households buy no coal in ROW) and stock changes of both signs [million USD].
IoTable small_table();

// Labour 0.6 of factor income everywhere; a resource share of 0.3 in COL.
FactorShares small_shares(const IoTable& table);

}  // namespace etslink::test
