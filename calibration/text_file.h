// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace etslink {

// Whole content of a file; gzip is recognised by its first bytes and inflated. InputError where the file is missing,
// unreadable or its gzip stream is damaged or cut short.
[[nodiscard]] std::string read_text_file(const std::string& path);

}  // namespace etslink
