// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace etslink {

// An activity that stands idle at the benchmark, for the results.
struct IdleTechnology {
  int activity = -1;
  std::string code;   // "coal_ccs"
  double markup = 0;  // its costs at the benchmark / what it would earn - 1
};

}  // namespace etslink
