// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Dense>
#include <string>
#include <vector>

#include "calibration/io_table.h"

namespace etslink {

// Codes of the final users, in the order of FinalUse.
[[nodiscard]] const std::vector<std::string>& final_user_codes();

// Position of a code; throws std::logic_error where it is missing.
[[nodiscard]] int position_of(const std::vector<std::string>& codes, const std::string& code);
// Position, or -1.
[[nodiscard]] int find_position(const std::vector<std::string>& codes, const std::string& code);

// A user in a region: a purchase is of a good by a buyer.
struct Buyer {
  int region = 0;
  int user = 0;
};

// Flows of goods from regions of origin to users at basic prices [million USD] while rows and columns are split one
// after the other: unlike an IoTable, goods and users need not have the same classification.
struct UseTable {
  std::vector<std::string> regions, goods;
  std::vector<std::string> users;     // sectors, then the final users HH GOV INV STK
  Eigen::MatrixXd flow;               // (regions * goods) x (regions * users)
  std::vector<SourceLocation> lines;  // of the source table, by row, as in IoTable

  UseTable() = default;
  UseTable(std::vector<std::string> region_codes, std::vector<std::string> good_codes,
           std::vector<std::string> sector_codes);

  [[nodiscard]] int region_count() const { return static_cast<int>(regions.size()); }
  [[nodiscard]] int good_count() const { return static_cast<int>(goods.size()); }
  [[nodiscard]] int user_count() const { return static_cast<int>(users.size()); }
  [[nodiscard]] int sector_count() const { return user_count() - final_use_count; }
  [[nodiscard]] int row(int region, int good) const { return region * good_count() + good; }
  [[nodiscard]] int column(int region, int user) const { return region * user_count() + user; }
  // Place of a product for messages.
  [[nodiscard]] SourceLocation place(int region, int good) const {
    return lines.empty() ? SourceLocation{} : lines[row(region, good)];
  }
  // Purchases of a good from all origins.
  [[nodiscard]] double purchases(int good, int region, int user) const;
  [[nodiscard]] Eigen::VectorXd purchases_by_origin(int good, int region, int user) const;
  [[nodiscard]] double output(int region, int good) const { return flow.row(row(region, good)).sum(); }
  [[nodiscard]] double inputs(int region, int user) const { return flow.col(column(region, user)).sum(); }
};

[[nodiscard]] UseTable to_use_table(const IoTable& table);
// Goods and sectors of the use table must be the same; value added is the residual of output.
[[nodiscard]] IoTable to_io_table(const UseTable& table);

}  // namespace etslink
