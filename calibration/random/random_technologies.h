// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "model/benchmark.h"

namespace etslink {

// The benchmark with its electricity sector, or where it has none its first sector, divided at random into two to four
// technologies in most regions (model/technology.h): parts of each purchase, factor and emission, the rest stays
// common. A unit of each costs the same. All identities hold as before. The same seed gives the same benchmark.
[[nodiscard]] Benchmark with_random_technologies(Benchmark benchmark, std::uint64_t seed);

}  // namespace etslink
