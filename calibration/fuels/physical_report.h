// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "calibration/fuels/rest_of_economy.h"
#include "calibration/report_table.h"

namespace etslink {

struct PhysicalReportInput {
  const Benchmark& money;      // before
  const Benchmark& benchmark;  // after
  const FuelAccounts& accounts;
  const RestBalance& balance;
  const PhysicalRecipe& recipe;
};

// Tables of the report: what must hold with the number found, prices by exporter, what the money of users could not
// carry, every wedge of trade and of users, largest moves.
[[nodiscard]] std::vector<ReportTable> physical_tables(const PhysicalReportInput& input);

// The first of them: identities that hold, and sizes of what was changed.
[[nodiscard]] ReportTable physical_checks(const PhysicalReportInput& input);

}  // namespace etslink
