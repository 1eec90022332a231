// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/benchmark.h"

namespace etslink {

// Whose CO2 a region reports as its own: that of all its sectors and final users but international transport. Fuel for
// ships and aircraft between countries is a memo item of national inventories, by the region that supplies it, and no
// part of their totals (IPCC 2006, volume 2, section 3.5.1.3, 3.6.1.4): the world's total has it. This is the only
// place that says so.
[[nodiscard]] constexpr bool is_in_inventory(SectorRole role) { return role != SectorRole::international_transport; }

// The same of a user of the region; agents are in it.
[[nodiscard]] inline bool is_in_inventory(const Benchmark& benchmark, const User& user) {
  return user.kind != User::Kind::sector || is_in_inventory(benchmark.sectors[user.index].role);
}

}  // namespace etslink
