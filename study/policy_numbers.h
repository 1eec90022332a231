// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "model/policy.h"

namespace etslink {

// A number of a market, a link or a project that sensitivities are computed to, as its reader knows it. `label` and the
// name of what has it are its name in results: "floor of CHN".
template <class Item>
struct PolicyNumber {
  const char* group;  // "limits" or "prices"
  const char* label;  // "floor of "
  const char* unit;
  double* (*find)(Item& item);  // null where the item has no such number
};

// The numbers of all things of one kind in a policy, found by the name of what has them.
struct PolicyNumbers {
  struct Number {
    const char *group, *label, *unit;
    std::function<double*(Policy& policy, const std::string& name)> find;  // null where there is none
  };
  std::function<std::vector<std::string>(const Policy& policy)> names = [](const Policy&) {
    return std::vector<std::string>();
  };
  std::vector<Number> numbers;
};

template <class Item>
PolicyNumbers numbers_of(std::vector<Item> Policy::*items, const std::vector<PolicyNumber<Item>>& numbers) {
  PolicyNumbers result;
  result.names = [items](const Policy& policy) {
    std::vector<std::string> names;
    for (const Item& item : policy.*items) names.push_back(item.name);
    return names;
  };
  for (const auto& number : numbers) {
    const auto find = [items, of = number.find](Policy& policy, const std::string& name) -> double* {
      auto& all = policy.*items;
      const auto found = std::find_if(all.begin(), all.end(), [&](const Item& item) { return item.name == name; });
      return found == all.end() ? nullptr : of(*found);
    };
    result.numbers.push_back({number.group, number.label, number.unit, find});
  }
  return result;
}

}  // namespace etslink
