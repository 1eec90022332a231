// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>

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

// The straight line from the benchmark to such a scenario leads far away from its path.
TEST_CASE("the abatement cost of a deep cut is integrated from the benchmark on") {
  const Study study = read_study(
      source_folder() + "/studies/northeast_asia.toml",
      {"market.JPN.sectors=all", "market.JPN.cap.reduction_percent=80", "scenario.jpn_alone.markets=[\"JPN\"]"});
  const auto is_alone = [](const Scenario& scenario) { return scenario.name == "jpn_alone"; };
  const auto scenario = std::find_if(study.scenarios.begin(), study.scenarios.end(), is_alone);
  REQUIRE(scenario != study.scenarios.end());
  const Economy economy = build_economy(study.benchmark, study.nests, scenario->policy, scenario->options);
  ScenarioTask task;
  task.economy = &economy;
  task.abatement_cost = true;
  task.solvers = solver_factory(SolverChoice::newton_krylov, 1);
  const ScenarioSolution solution = solve_scenario(task);
  REQUIRE(solution.report.solved());
  CHECK_MESSAGE(solution.abatement_cost.has_value(), solution.no_abatement_cost);
}

}  // namespace etslink
