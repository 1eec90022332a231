// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "results/indicators.h"
#include "results/study_result.h"
#include "tests/fixtures/economies.h"

namespace etslink {

// Scenarios benchmark, unlinked and linked (markets A and B, cuts of 20 and 30 %) of a fixture economy, solved; the
// coalition is A.
[[nodiscard]] StudyResult small_study(const std::string& fixture, const ModelOptions& options = {});

// Scenarios of small_study.
inline constexpr int benchmark_scenario = 0, unlinked_scenario = 1, linked_scenario = 2;

// A scenario of a study, solved, and a study of such scenarios; its coalition is A, its reference the first.
[[nodiscard]] ScenarioResult solved_scenario(const std::string& name, const EconomyInputs& inputs);
[[nodiscard]] StudyResult study_of(std::vector<ScenarioResult> scenarios);

// The benchmark data of a study's fixture, for expectations that are computed without the model.
[[nodiscard]] Benchmark fixture_benchmark(const std::string& fixture);

// Sets a quantity of every edge and process with emissions in a region to a multiple of its benchmark: known emissions
// by hand.
void scale_emissions(const Economy& economy, EquilibriumState& state, int region, double factor);

}  // namespace etslink
