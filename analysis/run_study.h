// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/log.h"
#include "analysis/solve_scenario.h"
#include "results/study_result.h"
#include "study/study.h"

namespace etslink {

struct RunOptions {
  SolverFactory solvers;
  int workers = 1;                  // scenarios computed at a time; the numbers do not depend on them
  int threads = 1;                  // that compute each; neither do they on these
  std::stop_token stop_token = {};  // the one the solvers ask, too
};

// Solves all scenarios of a study. InputError where study, nests and benchmark do not fit, before any calculation; a
// scenario that can't be solved is a result (ScenarioResult::report). Told to stop, it returns what is finished, and
// the other scenarios are interrupted.
[[nodiscard]] StudyResult run_study(const Study& study, const RunOptions& options, Log& log);

// The same of several, the variants of one study: all their economies are built before any is solved, and the workers
// take the scenarios of all.
[[nodiscard]] std::vector<StudyResult> run_variants(const std::vector<Study>& variants, const RunOptions& options,
                                                    Log& log);

// What the economies of a scenario are built from; study and scenario must outlive it.
[[nodiscard]] ScenarioSource source_of(const Study& study, const Scenario& scenario);

// Its part that is known before any scenario is solved, without scenarios and run; and the run as it begins.
[[nodiscard]] StudyResult describe_study(const Study& study);
[[nodiscard]] RunInfo start_run(int threads);

}  // namespace etslink
