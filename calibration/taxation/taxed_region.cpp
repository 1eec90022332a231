// SPDX-License-Identifier: Apache-2.0
#include "calibration/taxation/taxed_region.h"

#include <algorithm>
#include <cmath>
namespace etslink {

TaxedRegion::TaxedRegion(const TaxedTable& taxed, int region, const std::vector<std::string>& fixed_goods)
    : region_(region), sectors_(static_cast<int>(taxed.table.sectors.size())), names_(taxed.table.sectors) {
  const IoTable& table = taxed.table;
  const int first = table.row(region, 0), users = sectors_ + final_use_count;
  const auto block = [&](int exporter) {
    Eigen::MatrixXd flows(sectors_, users);
    flows.leftCols(sectors_) = table.intermediate.block(table.row(exporter, 0), first, sectors_, sectors_);
    flows.rightCols(final_use_count) =
        table.final_demand.block(table.row(exporter, 0), region * final_use_count, sectors_, final_use_count);
    return flows;
  };
  prior_ = domestic_ = block(region);
  foreign_.setZero(sectors_, users);
  for (int exporter = 0; exporter < static_cast<int>(table.regions.size()); ++exporter) {
    if (exporter == region) continue;
    const Eigen::MatrixXd imports = block(exporter);
    for (int good = 0; good < sectors_; ++good) {
      const int product = table.row(exporter, good);
      const double sales = imports.row(good).sum();
      const double tariff = sales > 0 ? taxed.tariff(product, region) / sales : 0;
      foreign_.row(good) += (1 + tariff) * imports.row(good);
    }
  }
  exports_ = table.output().segment(first, sectors_) - domestic_.rowwise().sum();
  use_tax_ = taxed.use_tax.middleRows(first, sectors_);
  output_tax_ = taxed.output_tax.segment(first, sectors_);
  const Eigen::VectorXd labour = taxed.labour + taxed.labour_tax;
  labour0_ = labour.segment(first, sectors_);
  factors0_ =
      labour0_ + (taxed.capital + taxed.capital_tax + taxed.resource + taxed.resource_tax).segment(first, sectors_);
  factors_ = factors0_;
  final_spending_ = (bases() + use_tax_).rightCols(final_use_count).colwise().sum().transpose();
  for (const std::string& name : names_)
    is_fixed_.push_back(std::find(fixed_goods.begin(), fixed_goods.end(), name) != fixed_goods.end());
}

RegionRates TaxedRegion::rates() const {
  RegionRates rates;
  rates.use = (bases().array() > 0).select(use_tax_.array() / bases().array().max(1e-300), 0.0);
  const Eigen::VectorXd made = output();
  rates.output = (made.array() > 0).select(output_tax_.array() / made.array().max(1e-300), 0.0);
  return rates;
}

bool TaxedRegion::moves(int good, int user) const {
  const bool is_stock = user >= sectors_ && !pays_taxes(user - sectors_);
  return !is_fixed_[static_cast<std::size_t>(good)] && !is_stock && prior_(good, user) > 0;
}

int TaxedRegion::cell(int good, int user) const { return good * (sectors_ + final_use_count) + user; }
int TaxedRegion::factor_cell(int sector) const { return cell(sectors_, 0) + sector; }

// Domestic purchases, then factor payments.
EntropyTask TaxedRegion::priors() const {
  EntropyTask task;
  task.prior.resize(factor_cell(sectors_));
  task.weight = Eigen::VectorXd::Zero(task.prior.size());
  for (int good = 0; good < sectors_; ++good) {
    for (int user = 0; user < sectors_ + final_use_count; ++user) {
      task.prior(cell(good, user)) = prior_(good, user);
      if (moves(good, user)) task.weight(cell(good, user)) = 1;
    }
    task.prior(factor_cell(good)) = factors0_(good);
    if (factors0_(good) > 0) task.weight(factor_cell(good)) = 1;
  }
  return task;
}

// Purchases of a user with taxes.
LinearCondition TaxedRegion::spending(const RegionRates& rates, int user) const {
  LinearCondition condition{"final demand", {}, 0};
  for (int good = 0; good < sectors_; ++good) {
    condition.terms.emplace_back(cell(good, user), 1 + rates.use(good, user));
    condition.right_side -= (1 + rates.use(good, user)) * foreign_(good, user);
  }
  return condition;
}

// Labour's part of all factor income: where the revenue of taxes is as before, so is that income, and both parts of it.
// No condition where labour has the same share in all sectors.
LinearCondition TaxedRegion::labour_share() const {
  LinearCondition condition{"labour income", {}, 0};
  const double mean = labour0_.sum() / factors0_.sum();
  bool differs = false;
  for (int sector = 0; sector < sectors_; ++sector) {
    if (factors0_(sector) <= 0) continue;
    const double difference = labour0_(sector) / factors0_(sector) - mean;
    condition.terms.emplace_back(factor_cell(sector), difference);
    differs |= std::abs(difference) > 1e-9;
  }
  if (!differs) condition.terms.clear();
  return condition;
}

TaxedRegion::Balance TaxedRegion::balance(const RegionRates& rates) {
  EntropyTask task = priors();
  for (int sector = 0; sector < sectors_; ++sector) {
    LinearCondition profit = spending(rates, sector);
    profit.name = "zero profit: " + names_[static_cast<std::size_t>(sector)];
    profit.right_side += (1 - rates.output(sector)) * exports_(sector);
    for (int user = 0; user < sectors_ + final_use_count; ++user)
      profit.terms.emplace_back(cell(sector, user), -(1 - rates.output(sector)));
    profit.terms.emplace_back(factor_cell(sector), 1);
    task.conditions.push_back(profit);
  }
  for (int use = 0; use < final_use_count; ++use) {
    if (!pays_taxes(use) || final_spending_(use) == 0) continue;
    LinearCondition spent = spending(rates, sectors_ + use);
    spent.right_side += final_spending_(use);
    task.conditions.push_back(spent);
  }
  if (const LinearCondition labour = labour_share(); !labour.terms.empty()) task.conditions.push_back(labour);
  const EntropySolution solution = minimise_entropy(task);
  for (int good = 0; good < sectors_; ++good)
    for (int user = 0; user < sectors_ + final_use_count; ++user)
      domestic_(good, user) = solution.value(cell(good, user));
  factors_ = solution.value.tail(sectors_);
  return {solution.largest_gap, solution.worst};
}

void TaxedRegion::store(TaxedTable& taxed, const RegionRates& rates) const {
  IoTable& table = taxed.table;
  const int first = table.row(region_, 0);
  table.intermediate.block(first, first, sectors_, sectors_) = domestic_.leftCols(sectors_);
  table.final_demand.block(first, region_ * final_use_count, sectors_, final_use_count) =
      domestic_.rightCols(final_use_count);
  taxed.use_tax.middleRows(first, sectors_) = rates.use.cwiseProduct(bases());
  const Eigen::VectorXd made = output();
  taxed.output_tax.segment(first, sectors_) = rates.output.cwiseProduct(made);
  table.value_added.segment(first, sectors_) =
      made - table.intermediate.middleCols(first, sectors_).colwise().sum().transpose();
  for (int sector = 0; sector < sectors_; ++sector) {
    if (factors0_(sector) <= 0) continue;
    for (Eigen::VectorXd* part :
         {&taxed.labour, &taxed.capital, &taxed.resource, &taxed.labour_tax, &taxed.capital_tax, &taxed.resource_tax})
      (*part)(first + sector) *= factors_(sector) / factors0_(sector);
  }
}

}  // namespace etslink
