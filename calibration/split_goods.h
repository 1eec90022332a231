// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Dense>
#include <string>

#include "calibration/split_data.h"
#include "calibration/use_table.h"

namespace etslink {

// How one user's purchase of a split parent divides over the parent's units [million USD, sum = purchase]: fuels of the
// mining industry by energy value, gas of the network industry likewise, all else by sub-product shares.
[[nodiscard]] Eigen::VectorXd split_purchase(const UseTable& groups, const SplitData& data, Buyer buyer,
                                             const std::string& parent);

// Divides the rows of the split parents: goods become units, users stay. The mix by origin of a purchase of mining
// products is the RAS of its origins and products, starting from what each region produces.
[[nodiscard]] UseTable split_goods(const UseTable& groups, const SplitData& data);

}  // namespace etslink
