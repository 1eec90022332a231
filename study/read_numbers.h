// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "study/toml_value.h"

namespace etslink {

// Numbers of a study file with their range; InputError with the value and what is allowed.
[[nodiscard]] double read_non_negative(const TomlValue& value);
[[nodiscard]] double read_positive(const TomlValue& value);
[[nodiscard]] double read_between(const TomlValue& value, double least, double largest);  // both allowed

// Per cent as a part of one.
[[nodiscard]] double read_percent(const TomlValue& value);            // 0 to 100
[[nodiscard]] double read_percent_below_100(const TomlValue& value);  // 0 to less than 100
[[nodiscard]] double read_percent_above_0(const TomlValue& value);    // more than 0 to 100

// The same of a key that may be absent; then `target` stays.
template <class Read>
void read_if_present(const TomlValue& table, const std::string& key, const Read& read, double& target) {
  if (const auto* value = table.find(key)) target = read(*value);
}

}  // namespace etslink
