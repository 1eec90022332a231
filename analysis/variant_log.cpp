// SPDX-License-Identifier: Apache-2.0
#include "analysis/variant_log.h"

#include <map>
#include <set>

namespace etslink {

void tell_messages(const std::vector<VariantMessages>& variants, LogLevel level, Log& log) {
  std::map<std::string, std::size_t> count;
  for (const auto& variant : variants) {
    for (const auto& message : std::set<std::string>(variant.messages.begin(), variant.messages.end()))
      ++count[message];
  }
  for (const auto& variant : variants) {
    for (const auto& message : variant.messages) {
      const bool is_of_all = count[message] == variants.size();
      if (!is_of_all || &variant == &variants.front()) log.write(level, (is_of_all ? "" : variant.prefix) + message);
    }
  }
}

}  // namespace etslink
