// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "model/policy.h"
#include "study/named_sets.h"
#include "study/toml_value.h"

namespace etslink {

// A swap, [swap.NAME]: { fix = "output I_S CHN", free = "output tax I_S CHN", value = 1 }. The words of a quantity and
// the codes after them are those of model/instruments/swaps.h.
[[nodiscard]] Swap read_swap(const TomlValue& table, const NamedSets& sets, const std::vector<PermitMarket>& markets);

}  // namespace etslink
