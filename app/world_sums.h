// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/benchmark.h"

namespace etslink {

// Sums over a whole benchmark [million USD; CO2 in Mt].
struct WorldSums {
  double use = 0, trade = 0;   // before taxes
  double value_added = 0;      // with the taxes on factors
  double factor_payments = 0;  // without them
  double taxes = 0;            // all of them, less subsidies
  double co2 = 0;              // of all users; no other gas
  double co2_outside = 0;      // the part of international transport, which is in no inventory
};
[[nodiscard]] WorldSums world_sums(const Benchmark& benchmark);

}  // namespace etslink
