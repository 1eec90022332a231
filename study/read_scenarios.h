// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "calibration/toml/toml_value.h"
#include "study/named_sets.h"
#include "study/study.h"

namespace etslink {

// What every scenario starts from.
struct ScenarioBase {
  const TomlValue& study;             // with its tables [market.NAME], [link.NAME], ...
  std::vector<PermitMarket> markets;  // as they state them
  ModelOptions options;
};

// The scenarios of a study, [scenario.NAME], in the order of the file; each lists only its changes. Links, projects and
// swaps that no scenario names are checked as well.
[[nodiscard]] std::vector<Scenario> read_scenarios(const TomlValue& table, const ScenarioBase& base,
                                                   const NamedSets& sets);

}  // namespace etslink
