// SPDX-License-Identifier: Apache-2.0
#include "calibration/aggregate.h"

#include "calibration/look_up.h"

namespace etslink {
namespace {

std::vector<int> positions(const std::vector<std::string>& old_codes, const CodeMap& map, const std::string& what) {
  std::vector<int> result;
  for (const std::string& code : old_codes) {
    const std::string& target = look_up(map.target, code, {"the concordance has no target for " + what, {}});
    result.push_back(look_up(map.codes, target, {"unknown target of " + what + " " + code + ":", {}}));
  }
  return result;
}

// The first line of the table behind each new row.
template <class NewRow>
std::vector<SourceLocation> first_lines(const IoTable& table, int new_size, const NewRow& new_row) {
  std::vector<SourceLocation> lines(table.lines.empty() ? 0 : new_size);
  for (int row = static_cast<int>(table.lines.size()) - 1; row >= 0; --row) lines[new_row(row)] = table.lines[row];
  return lines;
}

}  // namespace

IoTable aggregate(const IoTable& table, const CodeMap& regions, const CodeMap& sectors) {
  const std::vector<int> region_of = positions(table.regions, regions, "region");
  const std::vector<int> sector_of = positions(table.sectors, sectors, "sector");
  IoTable result{regions.codes, sectors.codes, {}, {}, {}};
  const int old_sectors = static_cast<int>(table.sectors.size()), size = static_cast<int>(table.intermediate.rows());
  const int new_size = static_cast<int>(regions.codes.size() * sectors.codes.size());
  const auto new_row = [&](int row) { return result.row(region_of[row / old_sectors], sector_of[row % old_sectors]); };

  result.lines = first_lines(table, new_size, new_row);
  Eigen::MatrixXd rows_summed = Eigen::MatrixXd::Zero(new_size, size);
  result.final_demand = Eigen::MatrixXd::Zero(new_size, static_cast<int>(regions.codes.size()) * final_use_count);
  result.value_added = Eigen::VectorXd::Zero(new_size);
  for (int row = 0; row < size; ++row) {
    rows_summed.row(new_row(row)) += table.intermediate.row(row);
    result.value_added(new_row(row)) += table.value_added(row);
    for (int column = 0; column < table.final_demand.cols(); ++column) {
      const int target = region_of[column / final_use_count] * final_use_count + column % final_use_count;
      result.final_demand(new_row(row), target) += table.final_demand(row, column);
    }
  }
  result.intermediate = Eigen::MatrixXd::Zero(new_size, new_size);
  for (int column = 0; column < size; ++column) result.intermediate.col(new_row(column)) += rows_summed.col(column);
  return result;
}

}  // namespace etslink
