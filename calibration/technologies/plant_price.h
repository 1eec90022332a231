// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "calibration/technologies/split_column.h"

namespace etslink {

// Divides `earned`, the capital income of plants [million USD], and brings all technologies to one price per MWh
// [USD/MWh], which it returns. Writes capital, rent, resource and pool of each technology:
//   * all are paid one price for what they sell, such that what it leaves beyond fuel, labour and goods adds up to
//     `earned`: income of capital up to what the source says, rent beyond that. Whom it leaves less than
//     `least_capital` of what the source says has that (all these together at most three quarters of `earned`);
//   * that price and what the last ones lack is paid for by all: the price is the mean of all costs, rents included,
//   and
//     a pool takes from cheap plants what dear ones get. It sums to 0.
double set_plant_price(double earned, const std::vector<TechnologyRule>& rules,
                       std::vector<SplitTechnology>& technologies);

}  // namespace etslink
