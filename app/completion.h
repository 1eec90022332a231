// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace etslink {

// Scripts that complete commands, options and their values, and names of what came with the program; made from the
// tables that the commands parse their arguments with.
[[nodiscard]] std::string bash_completion();
[[nodiscard]] std::string zsh_completion();

}  // namespace etslink
