// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calibration/toml/toml_value.h"

// Values of a TOML file with their range. InputError at the value with what it is and what is allowed.
namespace etslink {

[[nodiscard]] double read_non_negative(const TomlValue& value);
[[nodiscard]] double read_positive(const TomlValue& value);
[[nodiscard]] double read_between(const TomlValue& value, double least, double largest);  // both allowed
[[nodiscard]] double read_whole(const TomlValue& value, double least, double largest);    // |limits| below 2^53

// Per cent as a part of one.
[[nodiscard]] double read_percent(const TomlValue& value);            // 0 to 100
[[nodiscard]] double read_percent_below_100(const TomlValue& value);  // 0 to less than 100
[[nodiscard]] double read_percent_above_0(const TomlValue& value);    // more than 0 to 100

[[nodiscard]] bool read_flag(const TomlValue& value);         // true or false
[[nodiscard]] std::string read_text(const TomlValue& value);  // any text
[[nodiscard]] std::string read_line(const TomlValue& value);  // a text in one line; may be empty

}  // namespace etslink
