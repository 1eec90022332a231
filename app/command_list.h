// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/command.h"
#include "app/command_line.h"

namespace etslink {

struct Command {
  std::string name, summary;
  int (*run)(const std::vector<std::string>& arguments, const Console& console);
};

// The table of contents of the program, in the order of its help.
[[nodiscard]] const std::vector<Command>& commands();

// The same table of options that the command parses its arguments with: help, manual and completion come from it.
[[nodiscard]] CommandLine command_line_of(const Command& command);

// Options that every command has beside its own.
[[nodiscard]] const std::vector<Option>& common_options();

}  // namespace etslink
