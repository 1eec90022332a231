// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "model/benchmark.h"

namespace etslink {

// What a random world table looks like.
struct RandomWorldOptions {
  int regions = 6;            // >= 1
  int sectors = 15;           // >= 1; from 6 on all roles occur, of smaller tables some fuels are left out
  std::uint64_t seed = 1;     // the same seed gives the same table
  double zero_share = 0.2;    // of the cells of use and trade that have no flow, 0 <= zero_share < 1
  bool tariffs = true;        // on goods, not on services
  bool export_taxes = true;   // or subsidies
  bool use_taxes = true;      // on purchases
  bool output_taxes = true;   // or subsidies
  bool factor_taxes = true;   // on labour, capital and resources
  int margin_services = 3;    // transport services that trade in goods needs, 0-3; fewer where there are few sectors
  bool stock_changes = true;  // of both signs
  bool process_emissions = true;
  bool purposes = false;  // of a part of what sectors buy of fuels, with a part of its CO2; all else stays the same
};

// A balanced benchmark drawn at random, in the order of magnitude of the world economy [million USD]: regions of
// log-normal size that spend what they earn up to a few per cent, sparse input-output tables, trade by gravity with
// 70-95 % of a good bought at home unless it is not produced there, fossil fuels with their resources, governments,
// investors, CO2 of fuels and processes. All identities hold to rounding by construction. For tests and benchmarks of
// the program, not for studies.
[[nodiscard]] Benchmark random_world(const RandomWorldOptions& options);

}  // namespace etslink
