// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// A value at current prices as a formula [million USD], and at the benchmark.
struct NominalValue {
  Expression now;
  double benchmark = 0;

  NominalValue& operator+=(const NominalValue& other);
};

// What an agent spends on its demand, leisure apart, and on stock changes; zero for agent -1.
[[nodiscard]] NominalValue spending_of(const Economy& economy, int agent);

// Price of what the households of a region consume, with their benchmark shares as weights [benchmark = 1].
[[nodiscard]] Expression regional_consumer_price(const BuildContext& context, Region region);

}  // namespace etslink
