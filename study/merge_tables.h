// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "calibration/toml/toml_value.h"

namespace etslink {

// A table with the changes of a scenario: each key of `changes` replaces that of `base`; "none" takes a key out; the
// keys in `merged_keys` are merged in turn where both are tables. Values keep their places and names; the whole has
// those of `changes`.
[[nodiscard]] TomlValue with_changes(const TomlValue& base, const TomlValue& changes,
                                     const std::vector<std::string>& merged_keys);

}  // namespace etslink
