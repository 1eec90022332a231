// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calibration/adjustment.h"
#include "calibration/io_table.h"

namespace etslink {

// Value of good (a row) sold to all users of a region, stock changes included [million USD]; zero where they cancel to
// rounding.
[[nodiscard]] double sales_to_region(const IoTable& table, int product, int region);

// A stock run-down of an imported good can exceed all its other purchases: trade would be negative. The excess is
// booked as run-down of the exporter's own stock, so that output and all other uses stay. Returns what was moved.
[[nodiscard]] Adjustments make_trade_nonnegative(IoTable& table);

}  // namespace etslink
