// SPDX-License-Identifier: Apache-2.0
#include "tests/results/small_study.h"

#include <doctest/doctest.h>

#include "calibration/read_benchmark.h"
#include "tests/fixtures/benchmark_copy.h"

namespace etslink {
namespace {

ScenarioResult solved_scenario(const std::string& name, const EconomyInputs& inputs) {
  SolvedEconomy solved = solve(inputs);
  ScenarioResult scenario;
  scenario.name = name;
  scenario.economy = std::make_shared<const Economy>(std::move(solved.economy));
  scenario.report = std::move(solved.report);
  scenario.state = std::move(solved.state);
  return scenario;
}

}  // namespace

StudyResult small_study(const std::string& fixture, const ModelOptions& options) {
  EconomyInputs inputs = economy_inputs(fixture);
  inputs.options = options;
  add_market(inputs, "A", 0.2);
  add_market(inputs, "B", 0.3);
  StudyResult study;
  study.name = "small";
  study.study_text = "[study]\nname = \"small\"\n";
  study.coalition = {Region{0}};
  EconomyInputs off = inputs, linked = inputs;
  off.policy.active = {0, 0};
  linked.policy.links = {{{0, 1}, {}}};
  study.scenarios = {solved_scenario("benchmark", off), solved_scenario("unlinked", inputs),
                     solved_scenario("linked", linked)};
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
