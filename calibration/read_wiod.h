// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "calibration/adjustment.h"
#include "calibration/io_table.h"

namespace etslink {

struct SourceTable {
  IoTable table;
  Adjustments adjustments;
};

// Reads a world input-output table of WIOD 2013 (CSV, gzip or plain: region, industry, one column REGION_INDUSTRY per
// using industry, REGION_hh, _npish, _gov, _gfcf, _inv, then output) [million USD, basic prices]. The table is closed:
// output := row sum, and the integer truncation of the source falls on value added. Non-profit institutions are put
// with households.
[[nodiscard]] SourceTable read_wiod(const std::string& path);

}  // namespace etslink
