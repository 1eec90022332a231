// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/policy.h"
#include "study/named_sets.h"
#include "study/toml_value.h"

namespace etslink {

// Keys of [market.NAME] that state whose emissions it covers: the same in all scenarios of a study.
[[nodiscard]] const std::vector<std::string>& coverage_keys();

// What a market covers in each of its regions, and the indirect emissions it adds to that.
void read_coverage(const TomlValue& table, const NamedSets& sets, PermitMarket& market);

}  // namespace etslink
