// SPDX-License-Identifier: Apache-2.0
#include "calibration/read_wiod.h"

#include <cmath>
#include <map>

#include "calibration/csv.h"
#include "calibration/use_table.h"

namespace etslink {
namespace {

const std::map<std::string, FinalUse> final_use_of = {{"hh", FinalUse::households},
                                                      {"npish", FinalUse::households},
                                                      {"gov", FinalUse::government},
                                                      {"gfcf", FinalUse::investment},
                                                      {"inv", FinalUse::stock_change}};

// Where a column of the file goes.
struct Target {
  bool final = false;
  int column = -1;
};

void read_codes(const CsvTable& csv, IoTable& table) {
  for (int row = 0; row < csv.row_count(); ++row) {
    const std::string region(csv.text(row, 0)), industry(csv.text(row, 1));
    if (find_position(table.regions, region) < 0) table.regions.push_back(region);
    if (find_position(table.sectors, industry) < 0) table.sectors.push_back(industry);
    const int expected = table.row(find_position(table.regions, region), find_position(table.sectors, industry));
    if (expected != row)
      throw InputError(csv.at(row), "row " + region + "," + industry + " is not in region-major order");
  }
}

Target target_of(const CsvTable& csv, const IoTable& table, int column) {
  const std::string& name = csv.columns()[column];
  const std::size_t cut = name.find('_');
  if (cut != std::string::npos) {
    const int region = find_position(table.regions, name.substr(0, cut));
    const std::string user = name.substr(cut + 1);
    const int sector = find_position(table.sectors, user);
    if (region >= 0 && sector >= 0) return {false, table.row(region, sector)};
    if (region >= 0 && final_use_of.count(user)) return {true, IoTable::final_column(region, final_use_of.at(user))};
  }
  throw InputError({csv.file(), 1}, "unknown column '" + name +
                                        "'; allowed: REGION_INDUSTRY, REGION_hh, REGION_npish, "
                                        "REGION_gov, REGION_gfcf, REGION_inv, output");
}

void fill_flows(const CsvTable& csv, IoTable& table) {
  const int rows = csv.row_count();
  table.intermediate = Eigen::MatrixXd::Zero(rows, rows);
  table.final_demand = Eigen::MatrixXd::Zero(rows, static_cast<int>(table.regions.size()) * final_use_count);
  for (int column = 2; column < csv.column_count() - 1; ++column) {
    const Target target = target_of(csv, table, column);
    Eigen::MatrixXd& part = target.final ? table.final_demand : table.intermediate;
    for (int row = 0; row < rows; ++row) part(row, target.column) += csv.number(row, column);
  }
}

Adjustments close_table(const CsvTable& csv, IoTable& table) {
  const Eigen::VectorXd output = table.output();
  table.value_added = output - table.intermediate.colwise().sum().transpose();
  const int column = csv.column("output");
  double gap = 0, largest = 0, negative = 0;
  for (int row = 0; row < csv.row_count(); ++row) {
    const double difference = csv.number(row, column) - output(row);
    gap += std::abs(difference);
    largest = std::max(largest, std::abs(difference));
  }
  for (int region = 0; region < static_cast<int>(table.regions.size()); ++region)
    negative += table.final_demand.col(IoTable::final_column(region, FinalUse::stock_change)).cwiseMin(0.0).sum();
  const std::string stocks = "negative stock changes kept as they are (sum of the negative cells of the source table)";
  return {{"read", "all rows", "output := row sum; integer truncation of the source falls on value added", gap,
           "million USD"},
          {"read", "largest row", "output := row sum", largest, "million USD"},
          {"read", "all regions", stocks, negative, "million USD"}};
}

}  // namespace

SourceTable read_wiod(const std::string& path) {
  const CsvTable csv = read_csv(path);
  SourceTable source;
  read_codes(csv, source.table);
  fill_flows(csv, source.table);
  source.adjustments = close_table(csv, source.table);
  return source;
}

}  // namespace etslink
