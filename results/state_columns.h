// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <type_traits>
#include <vector>

#include "results/scenario_view.h"

namespace etslink {

// One column of a table of records: field(item) of every item, as int, double or text.
template <class Item, class Field>
auto column(const std::vector<Item>& items, Field field) {
  std::vector<std::decay_t<decltype(field(items.front()))>> values;
  values.reserve(items.size());
  for (const Item& item : items) values.push_back(field(item));
  return values;
}

// Values of all scenarios one after the other: of(scenario) gives `size` values; missing where a scenario was not
// solved.
template <class Of>
std::vector<double> scenario_values(const StudyResult& study, std::size_t size, Of of) {
  std::vector<double> values;
  values.reserve(study.scenarios.size() * size);
  for (const ScenarioResult& scenario : study.scenarios) {
    const std::vector<double> slice = scenario.state ? of(scenario) : std::vector<double>(size, missing_value);
    require(slice.size() == size, "a variable of the state fills its axes");
    values.insert(values.end(), slice.begin(), slice.end());
  }
  return values;
}

// The same for what is known of every scenario, solved or not (caps, coverage, tax rates).
template <class Of>
auto policy_values(const StudyResult& study, Of of) {
  auto values = of(study.scenarios.front());
  for (std::size_t i = 1; i < study.scenarios.size(); ++i) {
    const auto slice = of(study.scenarios[i]);
    values.insert(values.end(), slice.begin(), slice.end());
  }
  return values;
}

// Names of the values of an enumeration 0, 1, ... up to the last one.
template <class Kind>
std::vector<std::string> category_names(Kind last) {
  std::vector<std::string> names;
  for (int i = 0; i <= static_cast<int>(last); ++i) names.emplace_back(to_string(static_cast<Kind>(i)));
  return names;
}

}  // namespace etslink
