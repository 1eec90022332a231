// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "model/policy.h"
#include "study/named_sets.h"
#include "study/toml_value.h"

namespace etslink {

// Who receives the value of the permits of a market: a name, or { cut = TAX, ... } for the tax that is cut.
void read_revenue(const TomlValue& revenue, const NamedSets& sets, PermitMarket& market);

// A tax by name: { KEY = "factor_tax", factor = "LAB", sectors = [...] }, { KEY = "output_tax", sectors = [...] } or
// { KEY = "consumption_tax" }.
[[nodiscard]] NamedTax read_named_tax(const TomlValue& table, const std::string& key, const NamedSets& sets);

// A factor of the benchmark by code; only a mobile one has a price of its region.
[[nodiscard]] Factor read_factor(const TomlValue& value, const Benchmark& benchmark);
[[nodiscard]] Factor read_mobile_factor(const TomlValue& value, const Benchmark& benchmark);

}  // namespace etslink
