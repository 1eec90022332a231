// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "results/hdf5_file.h"
#include "results/study_result.h"

namespace etslink {

// What files say beside the study: `format` names what the file contains, `unsolved` the scenarios without a solution,
// `incomplete` what an interruption has left undone (empty: nothing).
struct FileTexts {
  std::string format, unsolved, incomplete;
};

// Attributes of the root group of every file: the study, its data, the program, numeraire, closure, coalition; of a
// study with variants whose they are.
void write_root_attributes(NetcdfGroup& root, const StudyResult& study, const FileTexts& texts);

// Names of the scenarios that were not solved, a space between them; those with a variant are VARIANT/SCENARIO.
[[nodiscard]] std::string unsolved_scenarios(const StudyResult& study, const std::string& variant = "");

// The group /run, which holds whatever differs from run to run.
NetcdfGroup write_run_attributes(NetcdfGroup& root, const RunInfo& info);

}  // namespace etslink
