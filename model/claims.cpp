// SPDX-License-Identifier: Apache-2.0
#include "model/claims.h"

namespace etslink {

std::string place_text(const SourceLocation& at) {
  return at.line > 0 ? at.file.text() + ":" + std::to_string(at.line) : at.file.text();
}

void Claims::add(const Slot& slot, const std::string& what, const Claimant& by) {
  const auto [place, is_first] = owner_.emplace(slot, by);
  if (is_first) return;
  const Claimant& first = place->second;
  const std::string at = place_text(first.at);
  throw InputError(by.at, by.name + " can't determine the " + what + ": " + first.name +
                              (at.empty() ? "" : " (" + at + ")") + " does so already; drop one of them");
}

}  // namespace etslink
