// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace etslink {

struct Console;

// The commands for data of one's own, as in command.h: a benchmark from a GTAP database, a study for a benchmark.
int import_command(const std::vector<std::string>& arguments, const Console& console);
int new_command(const std::vector<std::string>& arguments, const Console& console);

}  // namespace etslink
