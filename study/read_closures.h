// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/policy.h"
#include "study/named_sets.h"
#include "study/toml_value.h"

namespace etslink {

// Options and closures of the model, [model]; `table` may be null: the defaults.
[[nodiscard]] ModelOptions read_options(const TomlValue* table, const NamedSets& sets);

}  // namespace etslink
