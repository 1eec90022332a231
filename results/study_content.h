// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "results/write_study.h"

namespace etslink {

// The number rises where a variable changes its meaning: since 2 the carbon price of a market that is off is missing,
// it was 0.
inline const std::string results_family = "etslink results ";
inline const std::string results_format = results_family + "2";

// A study as it was solved, and what follows from it.
struct SolvedStudy {
  const StudyResult& study;
  const IndicatorSet& indicators;
};

// The axes of results but `scenario`: labels that all variants of a study share.
void write_axes(NetcdfGroup& group, const IndicatorSet& set);

// A text for each scenario: status and messages of the solver, notes.
struct ScenarioTexts {
  VariableInfo info;
  std::vector<std::string> values;
};
[[nodiscard]] std::vector<ScenarioTexts> scenario_texts(const SolvedStudy& solved);

// Names of the interrupted scenarios, as in unsolved_scenarios; a comma between them.
[[nodiscard]] std::string interrupted_scenarios(const StudyResult& study, const std::string& variant = "");
// The attribute `incomplete` that says so; empty where there are none.
[[nodiscard]] std::string incomplete_text(const std::string& interrupted);

// All that a results file of one study holds but /run.
void write_study_content(NetcdfGroup& group, const SolvedStudy& solved, const StudyGroups& groups);

}  // namespace etslink
