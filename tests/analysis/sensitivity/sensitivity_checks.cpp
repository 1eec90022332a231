// SPDX-License-Identifier: Apache-2.0
#include "tests/analysis/sensitivity/sensitivity_checks.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "analysis/run_study.h"
#include "app/console_log.h"
#include "results/indicators.h"
#include "tests/fixtures/economies.h"

namespace etslink {

Log& no_log() {
  static std::ostringstream ignored;
  static ConsoleLog log(ignored, {LogLevel::error, false, false});
  return log;
}

// The scenario of a study and its reference alone: the others are not needed here.
Study study_with_taxes() {
  auto inputs = economy_inputs("tiny_taxes");
  add_market(inputs, inputs.benchmark.regions.front().code, 0.2);
  Study study;
  study.name = "taxes";
  study.benchmark = inputs.benchmark;
  study.nests = inputs.nests;
  study.coalition = {Region{0}};
  study.wanted.abatement_cost = false;
  auto off = inputs.policy;
  off.active = {0};
  study.scenarios = {{"benchmark", "", off, {}, {}}, {"capped", "", inputs.policy, {}, {}}};
  return study;
}

Study with_scenario(Study study, const std::string& name) {
  std::vector<Scenario> two{study.scenarios[study.reference]};
  for (const auto& scenario : study.scenarios) {
    if (scenario.name == name) two.push_back(scenario);
  }
  REQUIRE(two.size() == 2);
  study.scenarios = std::move(two);
  study.reference = 0;
  study.wanted.abatement_cost = false;
  return study;
}

// Elements of indicators one after the other, from whole solves.
std::vector<double> solved_results(const Study& study, const std::vector<std::string>& indicators) {
  const auto result = run_study(study, {solver_factory(SolverChoice::newton_krylov, 1), 1}, no_log());
  REQUIRE(result.all_solved());
  const auto set = compute_indicators(result);
  std::vector<double> values;
  for (const auto& name : indicators) {
    const auto part = set.slice(name, 1);
    values.insert(values.end(), part.begin(), part.end());
  }
  return values;
}

SensitivityTable table_of(const Study& study, const std::vector<std::string>& indicators,
                          const std::vector<std::string>& groups, SensitivityMethod method) {
  return study_sensitivities(study, {1, indicators, groups, method}, no_log());
}

int find_parameter(const SensitivityTable& table, const std::string& name) {
  const auto found = std::find_if(table.parameters.begin(), table.parameters.end(),
                                  [&](const ModelParameter& parameter) { return parameter.name == name; });
  return found == table.parameters.end() ? -1 : static_cast<int>(found - table.parameters.begin());
}

double derivative(const SensitivityTable& table, std::size_t element, std::size_t parameter) {
  for (const auto& row : table.rows) {
    if (row.element == element && row.parameter == parameter) return row.derivative;
  }
  return std::nan("");
}

// Every element by one parameter against differences, relative to the largest of the indicator's elements; a missing
// one, such as the price of a market that is off, has no derivative.
void check_derivatives(const SensitivityTable& table, const std::string& name, const std::vector<double>& expected) {
  CAPTURE(name);
  const int parameter = find_parameter(table, name);
  REQUIRE(parameter >= 0);
  for (std::size_t e = 0; e < expected.size(); ++e) {
    CAPTURE(table.elements[e].indicator + " " + table.elements[e].element);
    if (std::isnan(expected[e])) {
      CHECK(std::isnan(derivative(table, e, parameter)));
      continue;
    }
    double size = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      if (table.elements[i].indicator == table.elements[e].indicator) size = std::max(size, std::abs(expected[i]));
    }
    REQUIRE(size > 1e-9);
    CHECK(std::abs(derivative(table, e, parameter) - expected[e]) < 1e-5 * size);
  }
}

}  // namespace etslink
