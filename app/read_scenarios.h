// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "app/named_sets.h"
#include "app/study.h"
#include "app/toml_value.h"

namespace etslink {

// What every scenario starts from.
struct ScenarioBase {
  std::vector<PermitMarket> markets;
  ModelOptions options;
};

// The scenarios of a study, [scenario.NAME], in the order of the file; each lists only its changes.
[[nodiscard]] std::vector<Scenario> read_scenarios(const TomlValue& table, const ScenarioBase& base,
                                                   const NamedSets& sets);

}  // namespace etslink
