// SPDX-License-Identifier: Apache-2.0
#include "results/closures.h"

#include <set>

namespace etslink {

Values tax_rate_change(const ScenarioView& view) {
  std::set<int> rates;
  for (const Edge& edge : view.economy.edges) rates.insert(edge.tax_variable);
  for (const Activity& activity : view.economy.activities) rates.insert(activity.tax_variable);
  rates.erase(-1);
  Values change(view.region_count(), missing_value);
  for (auto rate = rates.rbegin(); rate != rates.rend(); ++rate) {
    const Region region = view.economy.variables[*rate].region;
    if (region.valid()) change[region.index] = 100 * view.state.variable[*rate];
  }
  return change;
}

Values unemployment(const ScenarioView& view) {
  Values rate(view.region_count(), missing_value);
  for (std::size_t v = 0; v < view.economy.variables.size(); ++v) {
    const Variable& variable = view.economy.variables[v];
    if (variable.region.valid() && variable.name.starts_with("unemployment rate: "))
      rate[variable.region.index] = 100 * view.state.variable[v];
  }
  return rate;
}

}  // namespace etslink
