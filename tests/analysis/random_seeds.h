// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace etslink {

// "1-40,44" as 1, ..., 40, 44: the seeds that an environment variable lists, else those of the suite's sample.
[[nodiscard]] std::vector<int> random_seeds(const char* variable, const std::string& sample);

}  // namespace etslink
