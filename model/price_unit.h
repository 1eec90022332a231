// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "model/benchmark.h"

namespace etslink {

// "USD/GJ" of a good in PJ, "USD/MWh" in TWh, "USD/t" in Mt: the price of a unit where a million of these cost so many
// million USD.
[[nodiscard]] std::string price_unit(VolumeUnit unit);

}  // namespace etslink
