// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "results/hdf5_file.h"
#include "results/study_result.h"

namespace etslink {

// Attributes of the root group of every file: the study, its data, the program, numeraire, closure, coalition. `format`
// names what the file contains, `incomplete` what an
// interruption has left undone (empty: nothing).
void write_root_attributes(NetcdfGroup& root, const StudyResult& study, const std::string& format,
                           const std::string& incomplete = "");

// The group /run, which holds whatever differs from run to run.
NetcdfGroup write_run_attributes(NetcdfGroup& root, const RunInfo& info);

}  // namespace etslink
