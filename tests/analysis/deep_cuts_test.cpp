// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "analysis/solve_scenario.h"
#include "study/study.h"
#include "tests/fixtures/paths.h"

namespace etslink {
namespace {

// The study of Northeast Asia with one cut of all three markets [%].
Study study_with_cut(int cut) {
  std::vector<std::string> settings;
  for (const char* market : {"CHN", "JPN", "KOR"})
    settings.push_back(std::string("market.") + market + ".cap.reduction_percent=" + std::to_string(cut));
  return read_study(source_folder() + "/studies/northeast_asia.toml", settings);
}

ScenarioSolution solve(const Economy& economy) {
  ScenarioTask task;
  task.economy = &economy;
  task.solvers = solver_factory(SolverChoice::newton_krylov, 1);
  return solve_scenario(task);
}

void check_all_scenarios(int cut, bool hold_fuel_prices) {
  const Study study = study_with_cut(cut);
  for (const Scenario& scenario : study.scenarios) {
    CAPTURE(cut);
    CAPTURE(scenario.name);
    ModelOptions options = scenario.options;
    options.hold_fuel_prices = hold_fuel_prices;
    const auto solution = solve(build_economy(study.benchmark, study.nests, scenario.policy, options));
    CHECK_MESSAGE(solution.report.solved(), solution.report.message);
  }
}

}  // namespace

TEST_CASE("deep cuts of Northeast Asia are reached with Newton-Krylov, linked or not") {
  for (const int cut : {30, 45, 60, 75}) check_all_scenarios(cut, false);
}

TEST_CASE("fuel prices can be held at deep cuts of Northeast Asia") {
  for (const int cut : {20, 40}) check_all_scenarios(cut, true);
}

}  // namespace etslink
