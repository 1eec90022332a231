// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Dense>
#include <string>
#include <vector>

#include "model/input_error.h"

namespace etslink {

// Categories of final demand kept apart in an input-output table.
enum class FinalUse { households, government, investment, stock_change };
inline constexpr int final_use_count = 4;

// A multi-region input-output table at basic prices [million USD]. Rows are supplying (region, sector) pairs,
// region-major: row(r, s) = r * sectors + s. Columns of `intermediate` are using pairs in the same order; column f of
// region r in `final_demand` is r * final_use_count + f. Value added = output - intermediate inputs, so it holds the
// net taxes and international margins that the source table books there.
struct IoTable {
  std::vector<std::string> regions;
  std::vector<std::string> sectors;
  Eigen::MatrixXd intermediate;  // (R*S) x (R*S)
  Eigen::MatrixXd final_demand;  // (R*S) x (R*4)
  Eigen::VectorXd value_added;   // R*S
  // Line of the source table that a row comes from, the first one of those that were summed; empty for tables that were
  // made in memory.
  std::vector<SourceLocation> lines = {};

  [[nodiscard]] int row(int region, int sector) const { return region * static_cast<int>(sectors.size()) + sector; }
  // Place of a product for messages.
  [[nodiscard]] SourceLocation place(int region, int sector) const {
    return lines.empty() ? SourceLocation{} : lines[row(region, sector)];
  }
  [[nodiscard]] static int final_column(int region, FinalUse use) {
    return region * final_use_count + static_cast<int>(use);
  }
  // Row sums: total use of each product = output.
  [[nodiscard]] Eigen::VectorXd output() const { return intermediate.rowwise().sum() + final_demand.rowwise().sum(); }
};

}  // namespace etslink
