// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "results/write_study.h"

namespace etslink {

// A results file in the long format of the Integrated Assessment Modeling Consortium, which pyam and the scenario
// databases read: a CSV table with the columns Model, Scenario, Region, Variable, Unit, Year, Value. Which variables:
// docs/results.md. Scenarios that were not solved, and missing values, are left out.
// Of several files, the variants of one study, the table has all: the model's name ends with that of the variant, as
// the databases tell versions of a model apart.
[[nodiscard]] std::string iamc_table(const std::vector<StudyFile>& files);

}  // namespace etslink
