// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "results/scenario_view.h"

namespace etslink {

// A variable of the root group: its axes after `scenario`, unit, formula, and the function that computes it.
struct IndicatorDefinition {
  const char* name;
  std::vector<std::string> axes;
  const char *units, *long_name, *formula;
  Values (*compute)(const ScenarioView&);
  bool needs_reference = true;  // missing where the reference scenario was not solved
};

// All indicators in the order of the file.
[[nodiscard]] std::span<const IndicatorDefinition> indicator_definitions();

}  // namespace etslink
