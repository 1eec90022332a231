// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "calibration/toml/toml_value.h"
#include "model/policy.h"
#include "study/named_sets.h"

namespace etslink {

// The shocks of a scenario, [scenario.NAME.shock]: "tariff GOODS KOR" = { factor = 0.5 }. InputError for names
// (shock_name.h), sizes and numbers that a shock can't have.
[[nodiscard]] std::vector<Shock> read_shocks(const TomlValue& table, const NamedSets& sets);

}  // namespace etslink
