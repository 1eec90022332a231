// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/sweep/axis.h"
#include "calibration/toml/toml_value.h"

namespace etslink {

// Reads { uniform = [0.5, 1.5] } and the like.
[[nodiscard]] Distribution read_distribution(const TomlValue& table);

// Reads the table of one axis; its name is a key of [[sweep.axis]], or that of the table [sweep.axis.NAME].
[[nodiscard]] Axis read_axis(const std::string& name, const TomlValue& table);

}  // namespace etslink
