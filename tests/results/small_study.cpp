// SPDX-License-Identifier: Apache-2.0
#include "tests/results/small_study.h"

#include <doctest/doctest.h>

#include "calibration/read_benchmark.h"
#include "tests/fixtures/benchmark_copy.h"

namespace etslink {

ScenarioResult solved_scenario(const std::string& name, const EconomyInputs& inputs) {
  SolvedEconomy solved = solve(inputs);
  ScenarioResult scenario;
  scenario.name = name;
  scenario.economy = std::make_shared<const Economy>(std::move(solved.economy));
  scenario.report = std::move(solved.report);
  scenario.state = std::move(solved.state);
  return scenario;
}

StudyResult study_of(std::vector<ScenarioResult> scenarios) {
  StudyResult study;
  study.name = "small";
  study.coalition = {Region{0}};
  study.scenarios = std::move(scenarios);
  return study;
}

StudyResult small_study(const std::string& fixture, const ModelOptions& options) {
  EconomyInputs inputs = economy_inputs(fixture);
  inputs.options = options;
  add_market(inputs, "A", 0.2);
  add_market(inputs, "B", 0.3);
  EconomyInputs off = inputs, linked = inputs;
  off.policy.active = {0, 0};
  linked.policy.links = {{{0, 1}, {}}};
  StudyResult study = study_of(
      {solved_scenario("benchmark", off), solved_scenario("unlinked", inputs), solved_scenario("linked", linked)});
  study.study_text = "[study]\nname = \"small\"\n";
  return study;
}

Benchmark fixture_benchmark(const std::string& fixture) { return read_benchmark(fixture_folder(fixture)); }

void scale_emissions(const Economy& economy, EquilibriumState& state, int region, double factor) {
  for (std::size_t e = 0; e < economy.edges.size(); ++e) {
    const Edge& edge = economy.edges[e];
    if (!edge.emissions.empty() && economy.activities[edge.activity].region.index == region)
      state.edge_quantity[e] *= factor;
  }
  for (std::size_t i = 0; i < economy.processes.size(); ++i) {
    if (economy.activities[economy.processes[i].activity].region.index == region) state.process_emissions[i] *= factor;
  }
}

}  // namespace etslink
