// SPDX-License-Identifier: Apache-2.0
#include "calibration/aggregate.h"

#include "calibration/use_table.h"
#include "model/input_error.h"

namespace etslink {
namespace {

std::vector<int> positions(const std::vector<std::string>& old_codes, const CodeMap& map, const std::string& what) {
  std::vector<int> result;
  for (const std::string& code : old_codes) {
    const auto found = map.target.find(code);
    const int position = found == map.target.end() ? -1 : find_position(map.codes, found->second);
    if (position < 0) throw InputError({"", 0}, "the concordance has no target for " + what + " '" + code + "'");
    result.push_back(position);
  }
  return result;
}

}  // namespace

IoTable aggregate(const IoTable& table, const CodeMap& regions, const CodeMap& sectors) {
  const std::vector<int> region_of = positions(table.regions, regions, "region");
  const std::vector<int> sector_of = positions(table.sectors, sectors, "sector");
  IoTable result{regions.codes, sectors.codes, {}, {}, {}};
  const int old_sectors = static_cast<int>(table.sectors.size()), size = static_cast<int>(table.intermediate.rows());
  const int new_size = static_cast<int>(regions.codes.size() * sectors.codes.size());
  const auto new_row = [&](int row) { return result.row(region_of[row / old_sectors], sector_of[row % old_sectors]); };

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
