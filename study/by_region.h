// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "calibration/toml/toml_value.h"
#include "study/named_sets.h"

namespace etslink {

// Regions that a key of a table stands for: a region, a set of regions or "all". InputError at `value`, what the key
// says, for another name; `other_keys` are further ones that would have been allowed.
[[nodiscard]] std::vector<Region> regions_of_key(const std::string& key, const TomlValue& value, const NamedSets& sets,
                                                 const std::vector<std::string>& other_keys = {});

// What a table whose keys stand for regions says about each: the region's own entry goes before that of a set, and this
// before that of "all"; null where there is none. InputError where two sets have one region.
[[nodiscard]] std::vector<const TomlValue*> values_by_region(const TomlValue& table, const NamedSets& sets,
                                                             const std::vector<std::string>& other_keys = {});

}  // namespace etslink
