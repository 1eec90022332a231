// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Dense>
#include <map>
#include <string>
#include <vector>

#include "calibration/adjustment.h"
#include "calibration/concordance.h"
#include "calibration/csv.h"
#include "calibration/recipe.h"

namespace etslink {

// How the sales and inputs of a split industry divide over its units, from tables of single countries: the countries
// that stand for a region with the recipe's own weight, the mean of all countries with the rest.
class SubProductShares {
 public:
  // InputError for unknown names, negative values, a row given twice, a split industry without sales, a unit without
  // inputs, a country of the recipe that no file has.
  SubProductShares(const Recipe& recipe, const SectorConcordance& concordance);

  // Regions none of whose countries have shares of a parent: the mean of all countries stands for them.
  [[nodiscard]] const Adjustments& adjustments() const { return adjustments_; }

  // Shares of a parent's units in what a group of users buys from it [sum 1]; `group` empty = all users together.
  [[nodiscard]] Eigen::VectorXd use_shares(int region, const std::string& parent, const std::string& group) const;
  // Units (as suppliers) x units of the parent (as users): shares of an input in all inputs [column sums 1].
  [[nodiscard]] Eigen::MatrixXd input_shares(int region, const std::string& parent) const;

 private:
  using ByCountry = std::map<std::string, Eigen::MatrixXd>;  // every parent has at least one country
  void read_use(const std::string& path);
  void read_inputs(const std::string& path);
  void require_complete() const;
  void list_means();
  // Unit of a sub-product of a row among those of its parent.
  [[nodiscard]] int local_unit(const std::string& parent, const std::string& sub_product, SourceLocation at) const;
  [[nodiscard]] Eigen::MatrixXd blend(int region, const ByCountry& by_country,
                                      Eigen::VectorXd (*normalize)(const Eigen::VectorXd&), int column) const;

  const Recipe& recipe_;
  const SectorConcordance& concordance_;
  std::map<std::string, ByCountry> use_;     // parent -> country -> units of the parent x groups
  std::map<std::string, ByCountry> inputs_;  // parent -> country -> units x units of the parent
  Adjustments adjustments_;
};

}  // namespace etslink
