// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Dense>
#include <string>
#include <vector>

#include "calibration/fuels/entropy_newton.h"
#include "calibration/taxes.h"

namespace etslink {

// Taxes of one region as rates: what a balance of its flows needs.
struct RegionRates {
  Eigen::MatrixXd use;     // good x (sectors + final_use_count), on the value with tariff
  Eigen::VectorXd output;  // sector: share of the value of output
};

// The domestic part of one region of a taxed table, which can be balanced at other rates.
class TaxedRegion {
 public:
  TaxedRegion(const TaxedTable& taxed, int region, const std::vector<std::string>& fixed_goods);

  [[nodiscard]] int sectors() const { return sectors_; }
  [[nodiscard]] static bool pays_taxes(int final_use) { return final_use != static_cast<int>(FinalUse::stock_change); }
  // Value of a purchase with tariff: columns are sectors, then final uses.
  [[nodiscard]] double base(int good, int user) const { return domestic_(good, user) + foreign_(good, user); }
  [[nodiscard]] RegionRates rates() const;  // of the table
  [[nodiscard]] double use_tax(const RegionRates& rates) const { return rates.use.cwiseProduct(bases()).sum(); }
  [[nodiscard]] double output_tax(const RegionRates& rates) const { return rates.output.dot(output()); }
  [[nodiscard]] const Eigen::MatrixXd& domestic() const { return domestic_; }
  [[nodiscard]] Eigen::MatrixXd bases() const { return domestic_ + foreign_; }
  [[nodiscard]] Eigen::VectorXd output() const { return domestic_.rowwise().sum() + exports_; }

  struct Balance {
    double largest_gap = 0;  // relative
    std::string worst;       // condition
  };
  // Flows at these rates, nearest to those that the table had.
  Balance balance(const RegionRates& rates);
  // Writes flows and taxes back.
  void store(TaxedTable& taxed, const RegionRates& rates) const;

 private:
  [[nodiscard]] bool moves(int good, int user) const;
  [[nodiscard]] int cell(int good, int user) const;
  [[nodiscard]] int factor_cell(int sector) const;
  [[nodiscard]] EntropyTask priors() const;
  [[nodiscard]] LinearCondition labour_share() const;
  [[nodiscard]] LinearCondition spending(const RegionRates& rates, int user) const;

  int region_, sectors_;
  std::vector<bool> is_fixed_;        // good
  std::vector<std::string> names_;    // sectors
  Eigen::MatrixXd prior_, domestic_;  // good x (sectors + final uses), at basic prices
  Eigen::MatrixXd foreign_;           // imports with tariff
  Eigen::VectorXd exports_;           // good
  Eigen::MatrixXd use_tax_;           // of the table
  Eigen::VectorXd output_tax_;
  Eigen::VectorXd factors0_, labour0_;  // sector: gross factor income and gross labour income of the table
  Eigen::VectorXd factors_;             // gross factor income now
  Eigen::VectorXd final_spending_;      // final use, with taxes, of the table
};

}  // namespace etslink
