// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace etslink {

class NetcdfReader;

// The axes and variables of a group, for the terminal: length and first labels of each axis; unit, axes, range, missing
// values and meaning of each variable. Ends with a line break.
[[nodiscard]] std::string group_summary(const NetcdfReader& file, const std::string& group = "");

}  // namespace etslink
