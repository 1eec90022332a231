// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/named_sets.h"
#include "app/toml_value.h"
#include "model/policy.h"

namespace etslink {

// Options and closures of the model, [model]; `table` may be null: the defaults.
[[nodiscard]] ModelOptions read_options(const TomlValue* table, const NamedSets& sets);

}  // namespace etslink
