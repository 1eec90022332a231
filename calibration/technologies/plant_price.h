// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "calibration/technologies/split_column.h"

namespace etslink {

// The price per MWh at which all technologies sell [USD/MWh], such that what it leaves them beyond fuel, labour and
// goods adds up to `earned`, the capital income of plants [million USD]. Writes capital, rent, subsidy and resource of
// each technology:
//   * what the price leaves is income of capital up to what the source says, and rent beyond that;
//   * a price below fuel, labour and goods is made up by a subsidy; the plant's capital then earns nothing;
//   * technologies with full_capital earn the capital of a new plant, by a subsidy where the price leaves less. Where
//     these together would take more than half of `earned`, it is that half.
double set_plant_price(double earned, const std::vector<TechnologyRule>& rules,
                       std::vector<SplitTechnology>& technologies);

}  // namespace etslink
