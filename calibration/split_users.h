// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Dense>
#include <string>

#include "calibration/split_data.h"
#include "calibration/use_table.h"

namespace etslink {

// Divides the columns of the split parents: users become units. Fuels follow the energy of the units, other inputs the
// RAS of the parent's inputs and the input totals of its units, starting from published input structures.
[[nodiscard]] UseTable split_users(const UseTable& table, const SplitData& data);

}  // namespace etslink
