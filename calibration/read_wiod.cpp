// SPDX-License-Identifier: Apache-2.0
#include "calibration/read_wiod.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "calibration/look_up.h"
#include "calibration/source_rows.h"
#include "calibration/use_table.h"
#include "model/number_text.h"

namespace etslink {
namespace {

struct FinalColumn {
  FinalUse use;
  bool may_be_negative;
};
const std::map<std::string, FinalColumn> final_columns = {{"hh", {FinalUse::households, false}},
                                                          {"npish", {FinalUse::households, false}},
                                                          {"gov", {FinalUse::government, false}},
                                                          {"gfcf", {FinalUse::investment, true}},
                                                          {"inv", {FinalUse::stock_change, true}}};

class WiodReader {
 public:
  explicit WiodReader(const CsvTable& csv) : csv_(csv), output_(csv.column("output")) {}

  SourceTable read() {
    read_codes();
    require_columns();
    const int rows = csv_.row_count();
    table_.intermediate = Eigen::MatrixXd::Zero(rows, rows);
    table_.final_demand = Eigen::MatrixXd::Zero(rows, static_cast<int>(table_.regions.size()) * final_use_count);
    for (int column = 0; column < csv_.column_count(); ++column) fill_column(column);
    Adjustments adjustments = close_rows();
    return {std::move(table_), std::move(adjustments)};
  }

 private:
  [[nodiscard]] std::string name(int row) const {
    const auto sectors = static_cast<int>(table_.sectors.size());
    return table_.regions[row / sectors] + "," + table_.sectors[row % sectors];
  }

  // Every region has the industries of the first one, in the same order.
  void read_codes() {
    const int region_column = csv_.column("region"), industry_column = csv_.column("industry");
    for (int row = 0; row < csv_.row_count(); ++row) {
      const std::string region(csv_.text(row, region_column)), industry(csv_.text(row, industry_column));
      if (region.empty() || industry.empty() || final_columns.count(industry))
        throw InputError(csv_.at(row), "row " + region + "," + industry + ": not the code of a region and an industry");
      if (find_position(table_.regions, region) < 0) table_.regions.push_back(region);
      if (table_.regions.size() == 1) {
        if (find_position(table_.sectors, industry) >= 0)
          throw InputError(csv_.at(row), "row " + region + "," + industry + " is given twice");
        table_.sectors.push_back(industry);
      }
      const int sector = row % static_cast<int>(table_.sectors.size());
      if (table_.row(find_position(table_.regions, region), sector) != row || industry != table_.sectors[sector])
        throw InputError(csv_.at(row), "row " + region + "," + industry +
                                           " is not in region-major order, with the industries of the first region");
      table_.lines.push_back(csv_.at(row));
    }
    const auto wanted = table_.regions.size() * table_.sectors.size();
    if (table_.lines.empty() || table_.lines.size() != wanted)
      throw InputError(end_of(csv_), "the table ends after " + std::to_string(csv_.row_count()) + " rows; " +
                                         std::to_string(table_.regions.size()) + " regions x " +
                                         std::to_string(table_.sectors.size()) + " industries are " +
                                         std::to_string(wanted));
  }

  void require_columns() const {
    for (const std::string& region : table_.regions) {
      for (const std::string& industry : table_.sectors) static_cast<void>(csv_.column(region + "_" + industry));
      for (const auto& [use, final_column] : final_columns) static_cast<void>(csv_.column(region + "_" + use));
    }
  }

  void fill_column(int column) {
    const std::string& name = csv_.columns()[column];
    if (column == output_ || name == "region" || name == "industry") return;
    const std::size_t cut = name.find('_');
    if (cut != std::string::npos) {
      const int region = find_position(table_.regions, name.substr(0, cut));
      const std::string user = name.substr(cut + 1);
      const int sector = find_position(table_.sectors, user);
      if (region >= 0 && sector >= 0) return fill(column, table_.intermediate.col(table_.row(region, sector)), false);
      const auto final = final_columns.find(user);
      if (region >= 0 && final != final_columns.end())
        return fill(column, table_.final_demand.col(IoTable::final_column(region, final->second.use)),
                    final->second.may_be_negative);
    }
    throw InputError({csv_.file(), 1}, "unknown column '" + name +
                                           "'; allowed: REGION_INDUSTRY, REGION_hh, REGION_npish, "
                                           "REGION_gov, REGION_gfcf, REGION_inv, output");
  }

  void fill(int column, Eigen::Ref<Eigen::VectorXd> cells, bool may_be_negative) const {
    for (int row = 0; row < csv_.row_count(); ++row) {
      const double value = csv_.number(row, column);
      if (std::abs(value) > largest_source_number || (value < 0 && !may_be_negative))
        throw InputError(csv_.at(row), csv_.columns()[column] + " is " + shortest_text(value) + "; allowed: 0 to " +
                                           shortest_text(largest_source_number) + " (below 0 only in gfcf and inv)");
      cells(row) += value;
    }
  }

  // Output := row sum; refuses what is more than rounding.
  Adjustments close_rows() {
    const Eigen::VectorXd output = table_.output();
    table_.value_added = output - table_.intermediate.colwise().sum().transpose();
    const double row_rounding =
        cell_rounding_musd *
        static_cast<double>(table_.regions.size() * (table_.sectors.size() + final_columns.size()));
    double gap = 0, largest = 0;
    int largest_row = 0;
    for (int row = 0; row < csv_.row_count(); ++row) {
      const double published = csv_.number(row, output_), difference = published - output(row);
      if (!(std::abs(difference) <= row_rounding))
        throw InputError(csv_.at(row), "output is " + shortest_text(published) + ", but the cells of row " + name(row) +
                                           " sum to " + shortest_text(output(row)) + "; rounding explains at most " +
                                           shortest_text(row_rounding));
      if (output(row) < -row_rounding)
        throw InputError(csv_.at(row), "the cells of row " + name(row) + " sum to " + shortest_text(output(row)) +
                                           "; rounding explains at most -" + shortest_text(row_rounding));
      gap += std::abs(difference);
      if (std::abs(difference) > largest) {
        largest = std::abs(difference);
        largest_row = row;
      }
    }
    Adjustments adjustments = {
        {"read", "all rows", "output := row sum; the rounding of the source falls on value added", gap, "million USD"},
        {"read", name(largest_row), "output := row sum: the largest difference of a row", largest, "million USD"}};
    list_negative_cells(adjustments);
    return adjustments;
  }

  void list_negative_cells(Adjustments& adjustments) const {
    double stocks = 0, value_added = 0;
    for (int region = 0; region < static_cast<int>(table_.regions.size()); ++region)
      stocks += table_.final_demand.col(IoTable::final_column(region, FinalUse::stock_change)).cwiseMin(0.0).sum();
    adjustments.push_back({"read", "all regions",
                           "negative stock changes kept as they are (sum of the negative cells of the source table)",
                           stocks, "million USD"});
    const double column_rounding = cell_rounding_musd * csv_.row_count();
    for (int row = 0; row < csv_.row_count(); ++row) {
      const double rest = table_.value_added(row);
      if (rest < -column_rounding) refuse_inputs(row, column_rounding);
      value_added += std::min(rest, 0.0);
    }
    if (value_added < 0)
      adjustments.push_back(
          {"read", "all rows", "value added that rounding leaves below zero (sum)", value_added, "million USD"});
  }

  [[noreturn]] void refuse_inputs(int row, double rounding) const {
    std::string column = name(row);
    std::replace(column.begin(), column.end(), ',', '_');
    const double output = table_.intermediate.col(row).sum() + table_.value_added(row);
    throw InputError(csv_.at(row), "the inputs of column " + column + " sum to " +
                                       shortest_text(table_.intermediate.col(row).sum()) + ", its output is " +
                                       shortest_text(output) + ": a value added of " +
                                       shortest_text(table_.value_added(row)) + "; rounding explains at most -" +
                                       shortest_text(rounding));
  }

  const CsvTable& csv_;
  int output_;
  IoTable table_;
};

}  // namespace

SourceTable read_wiod(const CsvTable& csv) { return WiodReader(csv).read(); }

SourceTable read_wiod(const std::string& path) { return read_wiod(read_csv(path)); }

}  // namespace etslink
