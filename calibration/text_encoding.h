// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "model/input_error.h"

// All text that enters or leaves the program is UTF-8: results files say so of their labels, and other programs can't
// open them where it isn't.
namespace etslink {

// Position of the first byte that is not part of a well-formed UTF-8 sequence (Unicode Standard, table 3-7); npos where
// there is none.
[[nodiscard]] std::size_t find_not_utf8(std::string_view text);

// Is there a control character in a UTF-8 text (U+0000 to U+001F, U+007F to U+009F: line breaks and tabs too)?
[[nodiscard]] bool has_control_character(std::string_view text);

// A text for messages: control characters and bytes that are not UTF-8 as \xE9.
[[nodiscard]] std::string printable(std::string_view text);

// InputError with line and word where a file is not UTF-8.
void require_utf8(std::string_view text, const FileName& file);

}  // namespace etslink
