// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/input_error.h"

namespace etslink {

// What a look-up is after, for its message.
struct Sought {
  std::string what;   // "unknown industry", "no labour share for region"
  SourceLocation at;  // where the key was read, or where its row is missing
};

// InputError "FILE:LINE: WHAT 'KEY'; did you mean 'NEAREST'?".
[[noreturn]] void throw_not_found(const std::string& key, const std::vector<std::string>& known, const Sought& sought);

// Value of a key that a user wrote or that a file should have; InputError with the nearest key where it has not.
template <class Value>
[[nodiscard]] const Value& look_up(const std::map<std::string, Value>& table, const std::string& key,
                                   const Sought& sought) {
  const auto found = table.find(key);
  if (found != table.end()) return found->second;
  std::vector<std::string> known;
  for (const auto& [name, value] : table) known.push_back(name);
  throw_not_found(key, known, sought);
}

// Position of a code in a list; InputError with the nearest code where it is missing.
[[nodiscard]] int look_up(const std::vector<std::string>& codes, const std::string& code, const Sought& sought);

}  // namespace etslink
