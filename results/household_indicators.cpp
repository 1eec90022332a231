// SPDX-License-Identifier: Apache-2.0
#include "results/household_indicators.h"

#include "results/welfare.h"

namespace etslink {
namespace {

std::vector<int> listed_households(const Economy& economy) {
  std::vector<int> found;
  for (int r = 0; r < static_cast<int>(economy.regions.size()); ++r) {
    const std::vector<int> households = economy.households({r});
    if (households.size() > 1) found.insert(found.end(), households.begin(), households.end());
  }
  return found;
}

// value(economy, state, reference, household); missing where the scenario or the reference was not solved.
template <class Value>
Indicator household_indicator(const StudyResult& study, VariableInfo info, Value value) {
  info.dimensions = {"scenario", "household"};
  Indicator indicator{std::move(info), {}};
  const std::optional<EquilibriumState>& reference = study.scenarios[study.reference].state;
  for (const ScenarioResult& scenario : study.scenarios) {
    for (const int h : listed_households(*scenario.economy)) {
      const bool is_known = scenario.state && reference;
      indicator.values.push_back(is_known ? value(*scenario.economy, *scenario.state, *reference, h) : missing_value);
    }
  }
  return indicator;
}

double equivalent_variation_of(const Economy& economy, const EquilibriumState& state, const EquilibriumState& reference,
                               int household) {
  return benchmark_price_expenditure(economy, state, household) -
         benchmark_price_expenditure(economy, reference, household);
}

double welfare_change_of(const Economy& economy, const EquilibriumState& state, const EquilibriumState& reference,
                         int household) {
  return 100 * equivalent_variation_of(economy, state, reference, household) /
         benchmark_price_consumption(economy, reference, household);
}

}  // namespace

std::vector<std::string> household_names(const Economy& economy) {
  std::vector<std::string> names;
  for (const int h : listed_households(economy)) names.push_back(economy.agents[h].code);
  return names;
}

void add_household_indicators(IndicatorSet& set, const StudyResult& study) {
  if (set.households.empty()) return;
  set.indicators.push_back(household_indicator(study,
                                               {"welfare_ev_by_household",
                                                {},
                                                "million benchmark USD",
                                                "equivalent variation of a household, of regions with several",
                                                "e(pbar, u) - e(pbar, u_ref); welfare_ev is the sum"},
                                               equivalent_variation_of));
  set.indicators.push_back(household_indicator(study,
                                               {"welfare_change_by_household",
                                                {},
                                                "%",
                                                "equivalent variation of a household relative to its consumption",
                                                "100 welfare_ev_by_household / reference consumption of goods"},
                                               welfare_change_of));
}

}  // namespace etslink
