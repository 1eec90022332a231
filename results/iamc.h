// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "results/write_study.h"

namespace etslink {

// A results file in the long format of the Integrated Assessment Modeling Consortium, which pyam and the scenario
// databases read: a CSV table with the columns Model, Scenario, Region, Variable, Unit, Year, Value. Which variables:
// docs/results.md. Scenarios that were not solved, and missing values, are left out.
[[nodiscard]] std::string iamc_table(const StudyFile& file);

}  // namespace etslink
