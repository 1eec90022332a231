// SPDX-License-Identifier: Apache-2.0
#include "results/study_result.h"

#include <algorithm>

namespace etslink {

bool StudyResult::all_solved() const {
  return std::all_of(scenarios.begin(), scenarios.end(), [](const ScenarioResult& s) { return s.report.solved(); });
}

}  // namespace etslink
