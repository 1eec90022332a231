// SPDX-License-Identifier: Apache-2.0
#include "tests/analysis/random_seeds.h"

#include <cstdlib>
#include <sstream>

namespace etslink {

std::vector<int> random_seeds(const char* variable, const std::string& sample) {
  const char* const wanted = std::getenv(variable);
  std::istringstream text(wanted == nullptr ? sample : wanted);
  std::vector<int> seeds;
  for (std::string range; std::getline(text, range, ',');) {
    const auto dash = range.find('-');
    const int first = std::stoi(range), last = dash == std::string::npos ? first : std::stoi(range.substr(dash + 1));
    for (int seed = first; seed <= last; ++seed) seeds.push_back(seed);
  }
  return seeds;
}

}  // namespace etslink
