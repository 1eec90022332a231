// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "calibration/adjustment.h"
#include "calibration/co2_targets.h"
#include "calibration/fuel_values.h"
#include "calibration/io_table.h"
#include "calibration/recipe.h"
#include "calibration/report_table.h"
#include "model/benchmark.h"

namespace etslink {

// What the report looks at.
struct ReportInput {
  const Recipe& recipe;
  const Benchmark& benchmark;
  const IoTable& source;  // aggregated source table before all corrections
  const Co2Targets& targets;
  const FuelPrices& prices;
  const Adjustments& adjustments;
  const std::vector<ReportTable>& physical;  // of the physical accounts, where the recipe has them
};

// Markdown text: checks against the published totals, implied prices, fuel cost shares, CO2 per USD, then every
// adjustment with its size by step. Deterministic.
[[nodiscard]] std::string calibration_report(const ReportInput& input);

}  // namespace etslink
