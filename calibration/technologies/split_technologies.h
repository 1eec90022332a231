// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "calibration/adjustment.h"
#include "calibration/report_table.h"
#include "calibration/technologies/technology_recipe.h"

namespace etslink {

// What was done, for the report.
struct TechnologyReport {
  Adjustments adjustments;
  std::vector<ReportTable> tables;
};

// Divides the electricity sector of every region into technologies (model/technology.h) and a rest. The parts of each
// record add up to it, and taxes on the output of technologies, by which cheap ones pay for dear ones, to 0: value
// added, taxes, CO2 and energy of the sector stay. InputError at the recipe or its sources where these don't fit the
// benchmark.
[[nodiscard]] TechnologyReport split_technologies(Benchmark& benchmark, const TechnologyRecipe& recipe);

}  // namespace etslink
