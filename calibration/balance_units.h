// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calibration/adjustment.h"
#include "calibration/split_data.h"
#include "calibration/use_table.h"

namespace etslink {

// What the final balance holds to.
struct BalanceTargets {
  Eigen::MatrixXd group_output;  // regions x groups: sum over the units of a group [million USD]
  Eigen::VectorXd gdp;           // by region, value added of the table [million USD]
  Eigen::MatrixXd final_demand;  // regions x final_use_count [million USD]
};

struct BalancedUnits {
  UseTable table;
  Adjustments adjustments;
};

// Moves the split table as little as possible until every unit has a positive value added of at least
// `minimum_value_added` of its output, groups have their output, regions their GDP and final demand. Fuel purchases and
// stock changes stay as they are. Units whose inputs leave less value added than that are listed with what they have.
// InputError when no such table is found.
[[nodiscard]] BalancedUnits balance_units(const UseTable& units, const BalanceTargets& targets, const SplitData& data);

}  // namespace etslink
