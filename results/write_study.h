// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "results/coalition_table.h"
#include "results/indicators.h"
#include "results/study_result.h"

namespace etslink {

// Groups of a results file beside the root group and /run.
struct StudyGroups {
  bool state = true;
  const CoalitionTable* coalitions = nullptr;  // null: none
};

// Writes the results file of a study (docs/results.md). Atomic: on failure throws FileError and leaves an older file as
// it is.
void write_study(const StudyResult& study, const IndicatorSet& indicators, const std::string& path,
                 const StudyGroups& groups = {});

class NetcdfReader;

// Throws FileError where a file is not a results file of this program.
void check_study_file(const NetcdfReader& file);

// A results file read back: root attributes in order, and the indicators for the table.
struct StudyFile {
  std::vector<std::pair<std::string, std::string>> attributes;
  IndicatorSet indicators;
};

// Throws FileError where `path` can't be opened or is not a results file of this program without variants; of one with
// variants the group of one of them can be read (results/variant_file.h).
[[nodiscard]] StudyFile read_study_file(const std::string& path);
[[nodiscard]] StudyFile read_study_file(const NetcdfReader& reader);

}  // namespace etslink
