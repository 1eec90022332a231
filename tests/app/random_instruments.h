// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "tests/fixtures/economies.h"

namespace etslink {

// A small random world whose regions have permit markets with instruments and closures at random: standards,
// allocation, taxes, collars, offsets, recycling, links with every restriction, projects, labour markets, swaps.
struct RandomInstruments {
  EconomyInputs inputs;
  std::string description;
};
[[nodiscard]] RandomInstruments random_instruments(std::uint64_t seed);

}  // namespace etslink
