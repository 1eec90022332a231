// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "calibration/adjustment.h"
#include "calibration/co2_targets.h"
#include "calibration/fuels/physical_recipe.h"
#include "calibration/report_table.h"
#include "calibration/targets/target_report.h"
#include "model/benchmark.h"

namespace etslink {

struct PhysicalAccounts {
  Benchmark benchmark;
  Adjustments adjustments;
  std::vector<ReportTable> tables;    // for the report
  std::vector<TargetResult> targets;  // of the recipe, in its order
};

// A benchmark whose fuels balance in energy, from one that balances in money and the energy and published prices of the
// recipe: one basic price per exporter and fuel, equal delivered prices of all origins inside a region, and what users
// pay beyond as deliveries and taxes. GDP and its parts, trade balances and CO2 by region and fuel stay. InputError
// where a source is bad or no such benchmark exists.
[[nodiscard]] PhysicalAccounts add_physical_accounts(const Benchmark& money, const Co2Targets& targets,
                                                     const PhysicalRecipe& recipe);

}  // namespace etslink
