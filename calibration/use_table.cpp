// SPDX-License-Identifier: Apache-2.0
#include "calibration/use_table.h"

#include <algorithm>
#include <utility>

#include "model/input_error.h"

namespace etslink {

const std::vector<std::string>& final_user_codes() {
  static const std::vector<std::string> codes = {"HH", "GOV", "INV", "STK"};
  return codes;
}

int find_position(const std::vector<std::string>& codes, const std::string& code) {
  const auto found = std::find(codes.begin(), codes.end(), code);
  return found == codes.end() ? -1 : static_cast<int>(found - codes.begin());
}

int position_of(const std::vector<std::string>& codes, const std::string& code) {
  const int position = find_position(codes, code);
  require(position >= 0, ("code " + code + " exists").c_str());
  return position;
}

UseTable::UseTable(std::vector<std::string> region_codes, std::vector<std::string> good_codes,
                   std::vector<std::string> sector_codes)
    : regions(std::move(region_codes)), goods(std::move(good_codes)), users(std::move(sector_codes)) {
  users.insert(users.end(), final_user_codes().begin(), final_user_codes().end());
  flow = Eigen::MatrixXd::Zero(region_count() * good_count(), region_count() * user_count());
}

Eigen::VectorXd UseTable::purchases_by_origin(int good, int region, int user) const {
  Eigen::VectorXd result(region_count());
  for (int origin = 0; origin < region_count(); ++origin)
    result(origin) = flow(row(origin, good), column(region, user));
  return result;
}

double UseTable::purchases(int good, int region, int user) const {
  return purchases_by_origin(good, region, user).sum();
}

UseTable to_use_table(const IoTable& table) {
  UseTable result(table.regions, table.sectors, table.sectors);
  result.lines = table.lines;
  const int sectors = static_cast<int>(table.sectors.size());
  for (int region = 0; region < result.region_count(); ++region) {
    result.flow.middleCols(result.column(region, 0), sectors) =
        table.intermediate.middleCols(table.row(region, 0), sectors);
    result.flow.middleCols(result.column(region, sectors), final_use_count) =
        table.final_demand.middleCols(IoTable::final_column(region, FinalUse::households), final_use_count);
  }
  return result;
}

IoTable to_io_table(const UseTable& table) {
  require(static_cast<int>(table.goods.size()) == table.sector_count(), "goods and sectors agree");
  IoTable result{table.regions, table.goods, {}, {}, {}, table.lines};
  const int sectors = table.sector_count(), rows = static_cast<int>(table.flow.rows());
  result.intermediate.resize(rows, table.region_count() * sectors);
  result.final_demand.resize(rows, table.region_count() * final_use_count);
  for (int region = 0; region < table.region_count(); ++region) {
    result.intermediate.middleCols(result.row(region, 0), sectors) =
        table.flow.middleCols(table.column(region, 0), sectors);
    result.final_demand.middleCols(IoTable::final_column(region, FinalUse::households), final_use_count) =
        table.flow.middleCols(table.column(region, sectors), final_use_count);
  }
  result.value_added = result.output() - result.intermediate.colwise().sum().transpose();
  return result;
}

}  // namespace etslink
