// SPDX-License-Identifier: Apache-2.0
#include "calibration/sub_product_shares.h"

#include "calibration/csv.h"
#include "calibration/use_table.h"
#include "model/input_error.h"

namespace etslink {
namespace {

// The country's matrix, created with zeros where it is new.
Eigen::MatrixXd& matrix_of(std::map<std::string, Eigen::MatrixXd>& by_country, const std::string& country,
                           std::pair<Eigen::Index, Eigen::Index> size) {
  Eigen::MatrixXd& matrix = by_country[country];
  if (matrix.size() == 0) matrix = Eigen::MatrixXd::Zero(size.first, size.second);
  return matrix;
}

}  // namespace

SubProductShares::SubProductShares(const Recipe& recipe, const SectorConcordance& concordance)
    : recipe_(recipe), concordance_(concordance) {
  for (const std::string& file : recipe.split.use_share_files) read_use(recipe.source(file));
  for (const std::string& file : recipe.split.input_structure_files) read_inputs(recipe.source(file));
}

int SubProductShares::local_unit(const std::string& parent, const std::string& sub_product) const {
  const auto& products = concordance_.sub_product.at(parent);
  const auto found = products.find(sub_product);
  if (found == products.end()) return -1;
  const std::vector<int> units = concordance_.units_of_parent(parent);
  for (int local = 0; local < static_cast<int>(units.size()); ++local)
    if (concordance_.units[units[local]].sector == found->second) return local;
  return -1;
}

void SubProductShares::read_use(const std::string& path) {
  const CsvTable csv = read_csv(path);
  const int groups = static_cast<int>(concordance_.groups.size());
  for (int row = 0; row < csv.row_count(); ++row) {
    const std::string parent = csv.text(row, "parent");
    if (!concordance_.is_parent(parent)) continue;
    const int unit = local_unit(parent, csv.text(row, "sub_product"));
    const auto group = concordance_.group_of.find(csv.text(row, "user_industry"));
    if (unit < 0 || group == concordance_.group_of.end()) continue;
    const auto units = static_cast<Eigen::Index>(concordance_.units_of_parent(parent).size());
    matrix_of(use_[parent], csv.text(row, "country"), {units, groups})(
        unit, position_of(concordance_.groups, group->second)) += csv.number(row, "value_meur");
  }
}

void SubProductShares::read_inputs(const std::string& path) {
  const CsvTable csv = read_csv(path);
  const std::vector<std::string> unit_codes = concordance_.unit_codes();
  for (int row = 0; row < csv.row_count(); ++row) {
    const std::string parent = csv.text(row, "parent"), supplier = csv.text(row, "input_industry");
    const auto group = concordance_.group_of.find(supplier);
    if (!concordance_.is_parent(parent) || group == concordance_.group_of.end()) continue;
    const int user = local_unit(parent, csv.text(row, "sub_industry"));
    int unit = find_position(unit_codes, group->second);
    if (concordance_.is_parent(group->second)) {
      const int local = local_unit(group->second, csv.text(row, "input_product"));
      unit = local < 0 ? -1 : concordance_.units_of_parent(group->second)[local];
    }
    if (user < 0 || unit < 0) continue;
    const auto users = static_cast<Eigen::Index>(concordance_.units_of_parent(parent).size());
    matrix_of(inputs_[parent], csv.text(row, "country"), {static_cast<Eigen::Index>(unit_codes.size()), users})(
        unit, user) += csv.number(row, "value_meur");
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
  require(!by_country.empty(), "sub-product shares of the parent were read");
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
  const ByCountry& by_country = use_.at(parent);
  const int column = group.empty() ? -1 : find_position(concordance_.groups, group);
  const Eigen::VectorXd shares = blend(region, by_country, &normalized, column);
  return shares.sum() > 0 ? shares : Eigen::VectorXd(blend(region, by_country, &normalized, -1));
}

Eigen::MatrixXd SubProductShares::input_shares(int region, const std::string& parent) const {
  const ByCountry& by_country = inputs_.at(parent);
  const Eigen::MatrixXd& first = by_country.begin()->second;
  Eigen::MatrixXd result(first.rows(), first.cols());
  for (Eigen::Index user = 0; user < first.cols(); ++user)
    result.col(user) = blend(region, by_country, &normalized, static_cast<int>(user));
  return result;
}

}  // namespace etslink
