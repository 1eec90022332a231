// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/input_error.h"
#include "results/write_study.h"

namespace etslink {

// A variable under another name; its values are multiplied.
struct IamcName {
  std::string name, unit;  // empty unit: as it was
  double factor = 1;
};

// How the table is written in place of the program's own names (docs/results.md). What is not named keeps its name.
struct IamcNames {
  std::string model;                           // empty: "etslink VERSION"; a variant stands in brackets behind it
  std::map<std::string, std::string> regions;  // by code, and "World"
  std::map<std::string, IamcName> variables;   // by name in the template; an empty name leaves the variable out
  std::map<std::string, SourceLocation> region_at, variable_at;  // where the maps name them, for messages
  std::string currency;        // "USD_2010"; empty: currency and year of the benchmark
  double currency_factor = 1;  // of it that one unit of money of the benchmark is worth
};

// One file of the table, or a variant of it.
struct IamcSource {
  StudyFile study;
  std::string file;             // its name in messages
  std::string scenario_prefix;  // before the names of its scenarios
};

// Results files in the long format of the Integrated Assessment Modeling Consortium, which pyam and the scenario
// databases read: a CSV table with the columns Model, Scenario, Region, Variable, Unit, Year, Value. Which variables:
// docs/results.md. Scenarios that were not solved, and missing values, are left out. The model's name ends with that of
// a variant, as the databases tell versions of a model apart. InputError where two rows have all but the value in
// common, for a region of `names` that no file has and a variable that the table does not have.
[[nodiscard]] std::string iamc_table(const std::vector<IamcSource>& sources, const IamcNames& names);
[[nodiscard]] std::string iamc_table(const std::vector<StudyFile>& files);

}  // namespace etslink
