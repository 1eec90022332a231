// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "study/named_sets.h"
#include "study/study.h"
#include "study/toml_value.h"

namespace etslink {

// What every scenario starts from; a table is null where the study has none of its kind.
struct ScenarioBase {
  const TomlValue* market_tables = nullptr;   // [market.NAME]
  const TomlValue* link_tables = nullptr;     // [link.NAME]
  const TomlValue* project_tables = nullptr;  // [project.NAME]
  const TomlValue* swap_tables = nullptr;     // [swap.NAME]
  std::vector<PermitMarket> markets;          // as market_tables state them
  ModelOptions options;
};

// The scenarios of a study, [scenario.NAME], in the order of the file; each lists only its changes. Links, projects and
// swaps that no scenario names are checked as well.
[[nodiscard]] std::vector<Scenario> read_scenarios(const TomlValue& table, const ScenarioBase& base,
                                                   const NamedSets& sets);

}  // namespace etslink
