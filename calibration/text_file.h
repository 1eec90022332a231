// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace etslink {

// Whole content of a file; gzip is recognised by its first bytes and inflated. InputError where the file is missing,
// unreadable or its gzip stream is damaged or cut short.
[[nodiscard]] std::string read_text_file(const std::string& path);

// Replaces a file in one step: writes a temporary name beside it, then renames. std::runtime_error when it can't be
// written.
void write_text_file(const std::string& path, std::string_view text);

}  // namespace etslink
