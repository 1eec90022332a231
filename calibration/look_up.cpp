// SPDX-License-Identifier: Apache-2.0
#include "calibration/look_up.h"

#include <algorithm>

namespace etslink {

void throw_not_found(const std::string& key, const std::vector<std::string>& known, const Sought& sought) {
  throw InputError(sought.at, sought.what + " '" + key + "'" + suggestion(key, known));
}

int look_up(const std::vector<std::string>& codes, const std::string& code, const Sought& sought) {
  const auto found = std::find(codes.begin(), codes.end(), code);
  if (found == codes.end()) throw_not_found(code, codes, sought);
  return static_cast<int>(found - codes.begin());
}

}  // namespace etslink
