// SPDX-License-Identifier: Apache-2.0
#include "results/credit_limits.h"

#include <algorithm>

#include "model/conditions.h"
#include "results/scenario_view.h"

namespace etslink {
namespace {

// A formula of every limit, per scenario and market; missing where there is none.
template <class Formula>
Indicator limit_indicator(const StudyResult& study, VariableInfo info, Formula formula) {
  info.dimensions = {"scenario", "market"};
  Indicator indicator{std::move(info), {}};
  for (const ScenarioResult& scenario : study.scenarios) {
    const Economy& economy = *scenario.economy;
    std::vector<double> slice(economy.markets.size(), missing_value);
    if (scenario.state && !economy.credit_limits.empty()) {
      const TableOfContents contents = list_conditions(economy);
      for (const CreditLimitNode& node : economy.credit_limits)
        slice[node.market] = value_of(economy, contents, formula(node), scenario.state->x);
    }
    indicator.values.insert(indicator.values.end(), slice.begin(), slice.end());
  }
  return indicator;
}

}  // namespace

void add_credit_limit_indicators(IndicatorSet& set, const StudyResult& study) {
  const bool has_limits =
      std::any_of(study.scenarios.begin(), study.scenarios.end(),
                  [](const ScenarioResult& scenario) { return !scenario.economy->credit_limits.empty(); });
  if (!has_limits) return;
  set.indicators.push_back(limit_indicator(
      study, {"credit_limit", {}, "Mt", "largest inflow into a market; missing where it has no credit limit", ""},
      [](const CreditLimitNode& node) { return node.limit; }));
  set.indicators.push_back(limit_indicator(study,
                                           {"credit_inflow",
                                            {},
                                            "Mt",
                                            "what counts against the credit limit of a market",
                                            "flows over links and from projects, and offsets; less flows back"},
                                           [](const CreditLimitNode& node) { return node.counted; }));
  set.indicators.push_back(limit_indicator(
      study, {"credit_limit_rent", {}, "USD/t", "shadow price of the credit limit of a market", "part of permit_rent"},
      [](const CreditLimitNode& node) -> Expression { return variable(node.rent); }));
}

}  // namespace etslink
