// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "results/indicators.h"
#include "results/study_result.h"

namespace etslink {

// Writes the results file of a study (docs/results.md): root group, /state unless `with_state` is off, and /run.
// Atomic: on failure throws FileError and leaves an older file as it is.
void write_study(const StudyResult& study, const IndicatorSet& indicators, const std::string& path,
                 bool with_state = true);

// A results file read back: root attributes in order, and the indicators for the table.
struct StudyFile {
  std::vector<std::pair<std::string, std::string>> attributes;
  IndicatorSet indicators;
};

// Throws FileError where `path` can't be opened or is not a results file of this program.
[[nodiscard]] StudyFile read_study_file(const std::string& path);

}  // namespace etslink
