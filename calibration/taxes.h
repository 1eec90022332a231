// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Dense>

#include "calibration/adjustment.h"
#include "calibration/factor_shares.h"
#include "calibration/io_table.h"

namespace etslink {

// Ad valorem tax rates on top of basic prices; every matrix may be empty = no such tax. "Product" is row(region of use,
// good).
struct TaxRates {
  // importer x good: on the basic value of imports from other regions
  Eigen::MatrixXd tariff;
  // product x (sectors + final_use_count): on purchases of a user at basic price plus tariff, whatever the origin
  Eigen::MatrixXd use;
  Eigen::MatrixXd excise;           // the part of `use` that is an excise, without taxes on consumption; same shape
  Eigen::VectorXd output;           // product: share of the value of output
  Eigen::VectorXd labour, capital;  // region: share of gross labour income, of gross capital and resource income [0..1)
  Adjustments adjustments;
};

// Taxes in million USD that go with an input-output table. Taxes on inputs and output are carved out of the value added
// of the using sector, those on final demand come on top of it; stock changes pay none.
struct TaxedTable {
  IoTable table;
  Eigen::MatrixXd tariff;                                 // exporter product row(exporter, good) x importer
  Eigen::MatrixXd use_tax;                                // product x (sectors + final_use_count): total over origins
  Eigen::VectorXd output_tax;                             // row(region, sector)
  Eigen::VectorXd labour, capital, resource;              // row(region, sector): factor income net of factor taxes
  Eigen::VectorXd labour_tax, capital_tax, resource_tax;  // row(region, sector)
  Adjustments adjustments;
};

// Puts rates and factor shares on a balanced table. Where taxes on inputs and output would leave a sector less than
// `minimum_factor_share` of its value added, its use and output taxes are scaled down and listed.
[[nodiscard]] TaxedTable apply_taxes(const IoTable& table, const FactorShares& shares, const TaxRates& rates,
                                     double minimum_factor_share = 0.3);

// Revenue of one region [million USD], for the report.
struct TaxRevenue {
  double tariff = 0, energy_use = 0, other_use = 0, output = 0, labour = 0, capital = 0;
};
[[nodiscard]] std::vector<TaxRevenue> tax_revenue(const TaxedTable& taxed,
                                                  const std::vector<std::string>& energy_goods);

}  // namespace etslink
