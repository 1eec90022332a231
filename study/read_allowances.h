// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/policy.h"
#include "study/named_sets.h"
#include "study/toml_value.h"

namespace etslink {

// Emissions of a region that a market covers at the benchmark, to which per cents refer [Mt].
[[nodiscard]] double benchmark_emissions(const PermitMarket& market, Region region, const Benchmark& benchmark);

// The cap of a market by region, absolute or per real GDP (docs/study_format.md): one rule, with a number, or a table
// by region of the market.
void read_cap(const TomlValue& cap, const NamedSets& sets, PermitMarket& market);

// A tradable performance standard: permits per output.
void read_standard(const TomlValue& standard, const NamedSets& sets, PermitMarket& market);

// Output-based allocation, to named sectors or those the rule for trade-exposed sectors finds; `eite` are its
// thresholds, or null.
struct AllocationTables {
  const TomlValue* allocation = nullptr;
  const TomlValue* eite = nullptr;
};
void read_allocation(const AllocationTables& tables, const NamedSets& sets, PermitMarket& market);

// Sectoral crediting: baselines, and the support that a government pays instead of a market.
void read_crediting(const TomlValue& crediting, const NamedSets& sets, PermitMarket& market);

}  // namespace etslink
