// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "calibration/toml/toml_value.h"
#include "model/policy.h"
#include "study/named_sets.h"

namespace etslink {

// A tax by name: { KEY = "factor_tax", factor = "LAB", sectors = [...] }, { KEY = "output_tax", sectors = [...] } or
// { KEY = "consumption_tax" }.
[[nodiscard]] NamedTax read_named_tax(const TomlValue& table, const std::string& key, const NamedSets& sets);

// A factor of the benchmark by code; only a mobile one has a price of its region.
[[nodiscard]] Factor read_factor(const TomlValue& value, const Benchmark& benchmark);
[[nodiscard]] Factor read_mobile_factor(const TomlValue& value, const Benchmark& benchmark);

}  // namespace etslink
