// SPDX-License-Identifier: Apache-2.0
#include "calibration/sub_product_shares.h"

#include <algorithm>
#include <set>

#include "calibration/look_up.h"
#include "calibration/source_rows.h"
#include "calibration/use_table.h"

namespace etslink {
namespace {

// The country's matrix, created with zeros where it is new.
Eigen::MatrixXd& matrix_of(std::map<std::string, Eigen::MatrixXd>& by_country, const std::string& country,
                           std::pair<Eigen::Index, Eigen::Index> size) {
  Eigen::MatrixXd& matrix = by_country[country];
  if (matrix.size() == 0) matrix = Eigen::MatrixXd::Zero(size.first, size.second);
  return matrix;
}

bool has_any(const std::map<std::string, Eigen::MatrixXd>& by_country, const std::vector<std::string>& countries) {
  return std::any_of(countries.begin(), countries.end(),
                     [&](const std::string& country) { return by_country.count(country) > 0; });
}

}  // namespace

SubProductShares::SubProductShares(const Recipe& recipe, const SectorConcordance& concordance)
    : recipe_(recipe), concordance_(concordance) {
  for (const std::string& file : recipe.split.use_share_files) read_use(recipe.source(file));
  for (const std::string& file : recipe.split.input_structure_files) read_inputs(recipe.source(file));
  require_complete();
  list_means();
}

int SubProductShares::local_unit(const std::string& parent, const std::string& sub_product, SourceLocation at) const {
  const auto& products = look_up(concordance_.sub_product, parent, {"unknown split industry", at});
  const std::string& sector = look_up(products, sub_product, {"unknown sub-product of " + parent, at});
  const std::vector<int> units = concordance_.units_of_parent(parent);
  int local = 0;
  while (concordance_.units[units[local]].sector != sector) ++local;
  return local;
}

void SubProductShares::read_use(const std::string& path) {
  const CsvTable csv = read_csv(path);
  const int groups = static_cast<int>(concordance_.groups.size());
  KeyedRows rows(csv, {"country", "user_industry", "parent", "sub_product"});
  std::vector<int> used;
  for (int row = 0; row < csv.row_count(); ++row) {
    const std::string parent = csv.text(row, "parent");
    if (!concordance_.is_parent(parent)) continue;
    rows.take(row);
    used.push_back(row);
    const int unit = local_unit(parent, csv.text(row, "sub_product"), csv.at(row));
    const std::string& group =
        look_up(concordance_.group_of, csv.text(row, "user_industry"), {"unknown industry", csv.at(row)});
    const auto units = static_cast<Eigen::Index>(concordance_.units_of_parent(parent).size());
    matrix_of(use_[parent], csv.text(row, "country"), {units, groups})(unit, position_of(concordance_.groups, group)) +=
        nonnegative(csv, row, "value_meur");
  }
  check_shares(csv, used, {{"country", "user_industry", "parent"}, "value_meur", "share_of_parent"});
}

void SubProductShares::read_inputs(const std::string& path) {
  const CsvTable csv = read_csv(path);
  const std::vector<std::string> unit_codes = concordance_.unit_codes();
  KeyedRows rows(csv, {"country", "parent", "sub_industry", "input_industry", "input_product"});
  std::vector<int> used;
  for (int row = 0; row < csv.row_count(); ++row) {
    const std::string parent = csv.text(row, "parent");
    if (!concordance_.is_parent(parent)) continue;
    rows.take(row);
    used.push_back(row);
    const int user = local_unit(parent, csv.text(row, "sub_industry"), csv.at(row));
    const std::string& supplier =
        look_up(concordance_.group_of, csv.text(row, "input_industry"), {"unknown industry", csv.at(row)});
    const int unit =
        concordance_.is_parent(supplier)
            ? concordance_.units_of_parent(supplier)[local_unit(supplier, csv.text(row, "input_product"), csv.at(row))]
            : position_of(unit_codes, supplier);
    const auto users = static_cast<Eigen::Index>(concordance_.units_of_parent(parent).size());
    matrix_of(inputs_[parent], csv.text(row, "country"), {static_cast<Eigen::Index>(unit_codes.size()), users})(
        unit, user) += nonnegative(csv, row, "value_meur");
  }
  check_shares(csv, used, {{"country", "parent", "sub_industry"}, "value_meur", "share_of_domestic_inputs"});
}

void SubProductShares::require_complete() const {
  for (const std::string& parent : recipe_.split.parents) {
    const auto use = use_.find(parent), inputs = inputs_.find(parent);
    double sold = 0;
    if (use != use_.end())
      for (const auto& [country, matrix] : use->second) sold += matrix.sum();
    if (!(sold > 0))
      throw InputError(recipe_.at("split.use_shares"), "the files of use_shares have no sales of '" + parent + "'");
    Eigen::VectorXd bought = Eigen::VectorXd::Zero(static_cast<int>(concordance_.units_of_parent(parent).size()));
    if (inputs != inputs_.end())
      for (const auto& [country, matrix] : inputs->second) bought += matrix.colwise().sum().transpose();
    for (int local = 0; local < bought.size(); ++local)
      if (!(bought(local) > 0))
        throw InputError(recipe_.at("split.input_structures"),
                         "the files of input_structures have no inputs of " +
                             concordance_.units[concordance_.units_of_parent(parent)[local]].code());
  }
}

void SubProductShares::list_means() {
  std::set<std::string> known;
  for (const auto& [parent, by_country] : use_)
    for (const auto& [country, matrix] : by_country) known.insert(country);
  for (std::size_t region = 0; region < recipe_.regions.size(); ++region) {
    const RecipeRegion& info = recipe_.regions[region];
    for (const std::string& country : info.share_countries)
      static_cast<void>(look_up(
          {known.begin(), known.end()}, country,
          {"no sub-product shares of country", recipe_.at("region[" + std::to_string(region) + "].share_countries")}));
    for (const auto& [what, tables] : {std::pair("sub-product shares", &use_), std::pair("input structures", &inputs_)})
      for (const auto& [parent, by_country] : *tables)
        if (!has_any(by_country, info.share_countries))
          adjustments_.push_back({"split", parent + ", " + info.code,
                                  std::string("no country of the region has ") + what + ": mean of all countries",
                                  static_cast<double>(by_country.size()), "countries"});
  }
}

namespace {

Eigen::VectorXd normalized(const Eigen::VectorXd& values) {
  const double total = values.sum();
  return total > 0 ? Eigen::VectorXd(values / total) : Eigen::VectorXd::Zero(values.size());
}

}  // namespace

Eigen::MatrixXd SubProductShares::blend(int region, const ByCountry& by_country,
                                        Eigen::VectorXd (*normalize)(const Eigen::VectorXd&), int column) const {
  const auto column_of = [&](const Eigen::MatrixXd& matrix) -> Eigen::VectorXd {
    return column < 0 ? Eigen::VectorXd(matrix.rowwise().sum()) : Eigen::VectorXd(matrix.col(column));
  };
  const Eigen::Index size = by_country.begin()->second.rows();
  Eigen::VectorXd mean = Eigen::VectorXd::Zero(size), own = Eigen::VectorXd::Zero(size);
  for (const auto& [country, matrix] : by_country) mean += normalize(column_of(matrix));
  for (const std::string& country : recipe_.regions[region].share_countries) {
    const auto found = by_country.find(country);
    if (found != by_country.end()) own += column_of(found->second);
  }
  mean = normalize(mean);
  own = normalize(own);
  const double weight = own.sum() > 0 ? (mean.sum() > 0 ? recipe_.split.own_weight : 1.0) : 0.0;
  return weight * own + (1 - weight) * mean;
}

Eigen::VectorXd SubProductShares::use_shares(int region, const std::string& parent, const std::string& group) const {
  const ByCountry& by_country = look_up(use_, parent, {"no sub-product shares of", recipe_.at("split.use_shares")});
  const int column = group.empty() ? -1 : find_position(concordance_.groups, group);
  const Eigen::VectorXd shares = blend(region, by_country, &normalized, column);
  return shares.sum() > 0 ? shares : Eigen::VectorXd(blend(region, by_country, &normalized, -1));
}

Eigen::MatrixXd SubProductShares::input_shares(int region, const std::string& parent) const {
  const ByCountry& by_country =
      look_up(inputs_, parent, {"no input structures of", recipe_.at("split.input_structures")});
  const Eigen::MatrixXd& first = by_country.begin()->second;
  Eigen::MatrixXd result(first.rows(), first.cols());
  for (Eigen::Index user = 0; user < first.cols(); ++user)
    result.col(user) = blend(region, by_country, &normalized, static_cast<int>(user));
  return result;
}

}  // namespace etslink
