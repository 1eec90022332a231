// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "calibration/electricity/electricity_accounts.h"
#include "calibration/report_table.h"
#include "calibration/targets/target_report.h"

namespace etslink {

// Of the report: TWh generated, traded, lost and used by class; prices by class before and after. Empty without
// accounts.
[[nodiscard]] std::vector<ReportTable> electricity_report(const Benchmark& benchmark,
                                                          const ElectricityAccounts& accounts);

// Says what electricity costs to the moves of targets of its price and of fuels in the cost of power.
void tell_electricity_moves(const ElectricityAccounts& accounts, const Benchmark& benchmark,
                            const std::vector<Target>& targets, TargetMoves& moves);

}  // namespace etslink
