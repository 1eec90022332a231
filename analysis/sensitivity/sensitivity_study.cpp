// SPDX-License-Identifier: Apache-2.0
#include "analysis/sensitivity/sensitivity_study.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/sensitivity/differentiate.h"

namespace etslink {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

bool use_adjoint(SensitivityMethod method, SolvedModel& model, std::size_t parameters) {
  if (method != SensitivityMethod::automatic) return method == SensitivityMethod::adjoint;
  std::size_t unknowns = 0;
  for (std::size_t p = 0; p < model.point_count(); ++p) unknowns += model.point(p).x.size();
  return parameters > unknowns;
}

// Larger first; missing ones last.
bool goes_before(const Sensitivity& a, const Sensitivity& b) {
  const auto size = [](double value) { return std::isnan(value) ? -1 : std::abs(value); };
  if (size(a.effect_of_one_percent) != size(b.effect_of_one_percent)) {
    return size(a.effect_of_one_percent) > size(b.effect_of_one_percent);
  }
  return size(a.derivative) > size(b.derivative);
}

// Elements of one indicator stand together; their rows are sorted and numbered.
void rank_rows(SensitivityTable& table) {
  const auto indicator = [&](const Sensitivity& row) { return table.elements[row.element].indicator; };
  for (auto begin = table.rows.begin(); begin != table.rows.end();) {
    const auto end = std::find_if(begin, table.rows.end(),
                                  [&](const Sensitivity& row) { return indicator(row) != indicator(*begin); });
    std::stable_sort(begin, end, goes_before);
    for (auto row = begin; row != end; ++row) row->rank = static_cast<int>(row - begin) + 1;
    begin = end;
  }
}

// Derivatives of all elements [parameter][element].
std::vector<std::vector<double>> derivatives(SolvedModel& model, const SensitivityTable& table,
                                             const SensitivityTask& task, Log& log) {
  if (!model.obstacle().empty()) {
    return std::vector(table.parameters.size(), std::vector(table.elements.size(), missing));
  }
  Differentiation differentiation(model, use_adjoint(task.method, model, table.parameters.size()), task.threads);
  return differentiation.by(table.parameters, [&](int n) {
    log.progress("parameter " + std::to_string(n + 1) + " of " + std::to_string(table.parameters.size()));
  });
}

}  // namespace

SensitivityTable study_sensitivities(const Study& study, const SensitivityTask& task, Log& log) {
  log.progress("solving scenario " + study.scenarios[task.scenario].name);
  SolvedModel model(study, task.scenario, task.indicators, task.threads);
  SensitivityTable table{study.scenarios[task.scenario].name, model.obstacle(), model.is_solved()};
  if (!model.is_solved()) return table;
  table.elements = model.elements();
  table.values = model.results();
  for (const auto& group : task.groups) {
    auto parameters = list_parameters(group, model.source(0));
    std::move(parameters.begin(), parameters.end(), std::back_inserter(table.parameters));
  }
  for (const auto& direction : task.directions) table.parameters.push_back(direction_parameter(direction));
  const auto slopes = derivatives(model, table, task, log);
  for (std::size_t e = 0; e < table.elements.size(); ++e) {
    if (std::isnan(table.values[e])) continue;  // leakage into a region of the coalition, a market that is off
    for (std::size_t p = 0; p < table.parameters.size(); ++p) {
      table.rows.push_back({e, p, slopes[p][e], slopes[p][e] * table.parameters[p].value / 100});
    }
  }
  rank_rows(table);
  return table;
}

}  // namespace etslink
