// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace etslink {

// InputError with the line for a dotted key of more than 100 parts: the parser nests a table for each and would exhaust
// the stack when it frees them. What looks like such a key inside a text is refused as well: no sentence has a hundred
// words joined by dots. `file` is the name in messages.
void require_short_keys(const std::string& text, const std::string& file);

// InputError with the line for what the parser takes for granted or decides by undefined behaviour: a table without a
// name, [=] or [[]], letters beyond ASCII outside of texts, quoted keys and comments, and quotes inside a word.
void require_plain_syntax(const std::string& text, const std::string& file);

}  // namespace etslink
