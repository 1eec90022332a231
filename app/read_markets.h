// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "app/named_sets.h"
#include "app/toml_value.h"
#include "model/policy.h"

namespace etslink {

// The permit markets of a study, [market.NAME], in the order of the file. InputError for anything that is not allowed;
// build_economy rejects markets without emissions and two markets for the same ones. `table` may be null: no markets.
[[nodiscard]] std::vector<PermitMarket> read_markets(const TomlValue* table, const NamedSets& sets);

// Allowances by region of the benchmark [Mt]: { mt = ... }, { reduction_percent = ... } or { percent_of_benchmark = ...
// }, each a number, or a table by region of the market.
[[nodiscard]] std::vector<double> read_cap(const TomlValue& cap, const PermitMarket& market, const NamedSets& sets);

}  // namespace etslink
