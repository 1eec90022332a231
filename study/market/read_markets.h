// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "calibration/toml/toml_value.h"
#include "model/policy.h"
#include "study/named_sets.h"

namespace etslink {

// One permit market, [market.NAME], on its own. InputError for anything that is not allowed; build_economy rejects
// markets without emissions and two markets of one scenario for the same ones.
[[nodiscard]] PermitMarket read_market(const std::string& name, const TomlValue& table, const NamedSets& sets);

// Keys that no scenario can change: whose emissions a market covers. Keys of tables that a scenario changes entry by
// entry.
[[nodiscard]] std::vector<std::string> fixed_market_keys();
[[nodiscard]] std::vector<std::string> merged_market_keys();

// The permit markets of a study in the order of the file. `table` may be null: no markets.
[[nodiscard]] std::vector<PermitMarket> read_markets(const TomlValue* table, const NamedSets& sets);

}  // namespace etslink
