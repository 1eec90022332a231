// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/log.h"
#include "analysis/solve_scenario.h"
#include "results/study_result.h"
#include "study/study.h"

namespace etslink {

// Writes to the log how a scenario ended: why it was not solved, or what a user should know about its results.
void tell_outcome(const ScenarioResult& result, const WantedResults& wanted, Log& log);

// Why a solved scenario has no leakage by channel, or whose prices could not be held; empty where all were. `held` is
// its economy with fuel prices held, null where none was built.
[[nodiscard]] std::string channels_note(const WantedResults& wanted, const Economy* held,
                                        const ScenarioSolution& solution);

}  // namespace etslink
