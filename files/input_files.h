// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace etslink {

// What a command has read, so that none of its outputs takes the place of an input. A file is known by its place on the
// disk, whatever name or link it is read or written by.

// Called by everything that reads an input.
void note_input(const std::string& path);
// At the beginning of a command.
void forget_inputs();

[[nodiscard]] bool is_input(const std::string& path);
// An input lies in the folder itself, not in one below it.
[[nodiscard]] bool holds_input(const std::string& folder);

}  // namespace etslink
