// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/paid_price_range.h"

namespace etslink {

// Lowers carbon prices that were paid, where the taxes do not carry them, to what they carry, by a row of region and
// sector each: for records that were made from others (of regions that become one, subsidies of one stand against the
// taxes of another).
[[nodiscard]] std::vector<PaidPriceCut> cut_paid_prices(Benchmark& benchmark);

}  // namespace etslink
