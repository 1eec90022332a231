// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "study/closures/closure_rule.h"

namespace etslink {

// Each in the file of its name, as labour_closure in labour.cpp.
[[nodiscard]] ClosureRule structure_closure();
[[nodiscard]] ClosureRule household_demand_closure();
[[nodiscard]] ClosureRule labour_closure();
[[nodiscard]] ClosureRule capital_closure();
[[nodiscard]] ClosureRule budget_closure();
[[nodiscard]] ClosureRule world_market_closure();
[[nodiscard]] ClosureRule technology_pool_closure();

// The table of contents.
[[nodiscard]] const std::vector<ClosureRule>& closure_rules();

// Options and closures of the model, [model]; `table` may be null: the defaults.
[[nodiscard]] ModelOptions read_options(const TomlValue* table, const NamedSets& sets);

}  // namespace etslink
