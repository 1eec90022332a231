// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "analysis/log.h"
#include "analysis/sensitivity/sensitivity_study.h"
#include "solvers/sensitivity.h"

// What tests of sensitivities share: derivatives are held against central differences of whole solves.
namespace etslink {

[[nodiscard]] Log& no_log();

// A fixture with fossil resources, process emissions, margins and taxes, one region of it under a cap.
[[nodiscard]] Study study_with_taxes();

// The scenario of a study and its reference alone: the others are not needed here.
[[nodiscard]] Study with_scenario(Study study, const std::string& name);

// Elements of indicators one after the other, from whole solves.
[[nodiscard]] std::vector<double> solved_results(const Study& study, const std::vector<std::string>& indicators);

// Central differences of whole solves of the studies that `at` makes of a change.
template <class StudyAt>
std::vector<double> differences(const std::vector<std::string>& indicators, double step, StudyAt at) {
  std::vector<double> sum;
  for (const auto& [offset, weight] : central_difference()) {
    const auto values = solved_results(at(offset * step), indicators);
    sum.resize(values.size(), 0);
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += weight / step * values[i];
  }
  return sum;
}

// Of the second scenario of a study.
[[nodiscard]] SensitivityTable table_of(const Study& study, const std::vector<std::string>& indicators,
                                        const std::vector<std::string>& groups,
                                        SensitivityMethod method = SensitivityMethod::automatic);

// -1 where the table does not have it.
[[nodiscard]] int find_parameter(const SensitivityTable& table, const std::string& name);

// Not a number where the table does not have it.
[[nodiscard]] double derivative(const SensitivityTable& table, std::size_t element, std::size_t parameter);

// Every element by one parameter against differences, relative to the largest of the indicator's elements.
void check_derivatives(const SensitivityTable& table, const std::string& name, const std::vector<double>& expected);

}  // namespace etslink
