// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace etslink {

// InputError with the line for a dotted key of more than 100 parts: the parser nests a table for each and would exhaust
// the stack when it frees them. What looks like such a key inside a text is refused as well: no sentence has a hundred
// words joined by dots. `file` is the name in messages.
void require_short_keys(const std::string& text, const std::string& file);

// InputError with the line for a table without a name, [=] or [[]]: the parser takes for granted that there is one.
void require_table_names(const std::string& text, const std::string& file);

}  // namespace etslink
