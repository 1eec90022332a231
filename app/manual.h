// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "app/command_list.h"

namespace etslink {

// Pages of the manual in the macros of man(7): of the program, with its commands, and of a command, with its options.
[[nodiscard]] std::string manual_page();
[[nodiscard]] std::string manual_page(const Command& command);

}  // namespace etslink
