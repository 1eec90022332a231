// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "calibration/adjustment.h"
#include "calibration/csv.h"
#include "calibration/io_table.h"

namespace etslink {

struct SourceTable {
  IoTable table;
  Adjustments adjustments;
};

// What the cells of an integer table may be off by [million USD]: half a unit each. Published output and the sum of its
// row, or output and inputs, may differ by as much for each cell of the row or column; more is a damaged table.
inline constexpr double cell_rounding_musd = 0.5;

// Reads a world input-output table of WIOD 2013 (CSV: region, industry, one column REGION_INDUSTRY per using industry,
// REGION_hh, _npish, _gov, _gfcf, _inv, then output) [million USD, basic prices]. The table is closed: output := row
// sum, and the rounding of the source falls on value added. Non-profit institutions are put with households.
// InputError for a table that is not complete, a negative purchase outside investment and stock changes, an output that
// is not the sum of its row, inputs beyond output.
[[nodiscard]] SourceTable read_wiod(const CsvTable& csv);
[[nodiscard]] SourceTable read_wiod(const std::string& path);

}  // namespace etslink
