// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "calibration/toml/toml_value.h"
#include "model/policy.h"
#include "study/named_sets.h"

namespace etslink {

// A shock by its name, "tariff GOODS KOR": a kind and what it is of, each a code, the name of a set, or "all". `value`
// is what the study says of it; its size is left to others. InputError at it for a name that no shock can have.
[[nodiscard]] Shock read_shock_name(const std::string& name, const TomlValue& value, const NamedSets& sets);

}  // namespace etslink
