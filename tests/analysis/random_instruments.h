// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "tests/fixtures/economies.h"

namespace etslink {

// A small random world whose regions have permit markets with instruments and closures at random: standards,
// allocation, taxes, collars, offsets, recycling, links with every restriction, projects, labour markets, swaps,
// shocks, world markets, exports apart from home sales.
struct RandomInstruments {
  EconomyInputs inputs;
  std::string description;
};
[[nodiscard]] RandomInstruments random_instruments(std::uint64_t seed);

// The same with two to four swaps of anything that can be fixed for anything that can be freed, a closure that balances
// the government, revenue that is recycled, a rule of wages and a shock, whether or not they claim the same quantity.
[[nodiscard]] RandomInstruments random_colliding_instruments(std::uint64_t seed);

}  // namespace etslink
