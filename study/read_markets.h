// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/policy.h"
#include "study/named_sets.h"
#include "study/toml_value.h"

namespace etslink {

// One permit market, [market.NAME], on its own. InputError for anything that is not allowed; build_economy rejects
// markets without emissions and two markets of one scenario for the same ones.
[[nodiscard]] PermitMarket read_market(const std::string& name, const TomlValue& table, const NamedSets& sets);

// The permit markets of a study in the order of the file. `table` may be null: no markets.
[[nodiscard]] std::vector<PermitMarket> read_markets(const TomlValue* table, const NamedSets& sets);

}  // namespace etslink
