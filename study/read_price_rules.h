// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/policy.h"
#include "study/named_sets.h"
#include "study/toml_value.h"

namespace etslink {

// Floor and ceiling of a market's permit price with the quantities behind them: floor, auctioned_percent, ceiling,
// reserve_mt of [market.NAME].
void read_collar(const TomlValue& market_table, PermitMarket& market);

// Offset credits: one table, or a list of them.
void read_offsets(const TomlValue& offsets, const NamedSets& sets, PermitMarket& market);

// An abatement curve: potential_mt, xhat, nu.
[[nodiscard]] AbatementCurve read_abatement_curve(const TomlValue& table);

// A quantity limit: { mt }, { percent_of_obligation } or { percent_of_effort }.
[[nodiscard]] PermitLimit read_limit(const TomlValue& limit);

}  // namespace etslink
