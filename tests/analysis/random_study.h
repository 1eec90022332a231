// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "tests/fixtures/economies.h"

namespace etslink {

// A study drawn at random: a small world table with zero cells and taxes, elasticities between 0 and 10 of every nest
// (exactly 0 and exactly 1 among them), both Armington and both resource options, permit markets of random coverage
// with caps 0-90 % below the benchmark, some of them linked. The same seed gives the same study.
struct RandomStudy {
  EconomyInputs inputs;
  std::string description;  // one line for a person
  double deepest_cut = 0;   // largest cut of a market, 0 to 1
};
[[nodiscard]] RandomStudy random_study(std::uint64_t seed);

}  // namespace etslink
