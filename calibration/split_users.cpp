// SPDX-License-Identifier: Apache-2.0
#include "calibration/split_users.h"

#include <algorithm>

#include "calibration/gras.h"

namespace etslink {
namespace {

// Largest share of a fuel's needs in the output of a unit: CO2 data know mines that hardly sell anything.
constexpr double largest_fuel_share = 0.3;
// A unit with much fuel still buys this part of its wanted inputs from others.
constexpr double least_other_share = 0.15;

// Divides the inputs of one parent in one region over its units.
class ColumnSplit {
 public:
  ColumnSplit(const UseTable& table, const SplitData& data, int region, const std::string& parent)
      : table_(table),
        data_(data),
        region_(region),
        parent_(parent),
        units_(data.concordance.units_of_parent(parent)),
        inputs_(table.good_count()),
        is_fixed_(table.good_count(), false) {
    const int user = position_of(table.users, parent);
    for (int good = 0; good < table.good_count(); ++good) inputs_(good) = table.purchases(good, region, user);
    cells_ = Eigen::MatrixXd::Zero(table.good_count(), static_cast<int>(units_.size()));
    if (data.recipe.energy.active) divide_fuels();
    divide_other_inputs();
  }

  // Share of a unit in the parent's purchases of a good.
  [[nodiscard]] double share(int good, int local) const {
    return inputs_(good) > 0 ? cells_(good, local) / inputs_(good) : 0.0;
  }

 private:
  [[nodiscard]] int local_of(SectorRole role) const {
    for (int local = 0; local < static_cast<int>(units_.size()); ++local)
      if (data_.concordance.units[units_[local]].sector == data_.recipe.sector_with(role)) return local;
    return -1;
  }

  // Needs of the parent's units, out of a matrix regions x all units.
  [[nodiscard]] Eigen::VectorXd needs(const Eigen::MatrixXd& values) const {
    Eigen::VectorXd result(units_.size());
    for (int local = 0; local < result.size(); ++local) {
      const double limit = largest_fuel_share * std::max(table_.output(region_, units_[local]), 0.0);
      result(local) = std::min(values(region_, units_[local]), limit);
    }
    return result;
  }

  // Refined oil follows the CO2 of the units; gas works buy some as feedstock, without CO2 of their own.
  [[nodiscard]] Eigen::VectorXd oil_needs() const {
    Eigen::VectorXd weights = needs(data_.fuels.oil_mt);
    const int works = local_of(SectorRole::gas);
    if (parent_ != data_.recipe.energy.gas_parent || works < 0) return weights;
    const double share = data_.recipe.energy.gas_works_oil_share, total = weights.sum();
    weights *= 1 - share;
    weights(works) += share * total;
    return weights;
  }

  // Divides one input in proportion to `needs`; what exceeds them goes to `rest` (-1: nothing in particular).
  void divide_by_needs(int good, const Eigen::VectorXd& needs, int rest) {
    const double total = inputs_(good), needed = needs.sum();
    if (total <= 0 || (needed <= 0 && rest < 0)) return;
    is_fixed_[good] = true;
    if (rest >= 0 && total >= needed) {
      cells_.row(good) = needs.transpose();
      cells_(good, rest) += total - needed;
    } else {
      cells_.row(good) = needs.transpose() * (total / needed);
    }
  }

  void divide_fuels() {
    const bool is_network = parent_ == data_.recipe.energy.gas_parent;
    const Eigen::VectorXd nothing = Eigen::VectorXd::Zero(static_cast<int>(units_.size()));
    for (int good = 0; good < table_.good_count(); ++good) {
      const std::string& sector = data_.concordance.units[good].sector;
      const auto is = [&](SectorRole role) { return sector == data_.recipe.sector_with(role); };
      if (is(SectorRole::coal)) divide_by_needs(good, needs(data_.fuels.coal), -1);
      if (is(SectorRole::refined_oil)) divide_by_needs(good, oil_needs(), -1);
      if (is(SectorRole::gas))
        divide_by_needs(good, needs(data_.fuels.gas), is_network ? local_of(SectorRole::gas) : -1);
      if (is(SectorRole::crude_oil)) divide_by_needs(good, nothing, local_of(SectorRole::crude_oil));
    }
  }

  // Totals of the inputs still to be divided, from the outputs and relative input rates of the units.
  [[nodiscard]] Eigen::VectorXd open_totals() const {
    Eigen::VectorXd wanted(units_.size());
    for (int local = 0; local < wanted.size(); ++local) {
      const auto rate = data_.recipe.split.input_rate.find(data_.concordance.units[units_[local]].code());
      wanted(local) = std::max(table_.output(region_, units_[local]), 0.0) *
                      (rate == data_.recipe.split.input_rate.end() ? 1.0 : rate->second);
    }
    // units that sell nothing: an even start, the inputs must go somewhere
    if (wanted.sum() <= 0) wanted.setOnes();
    wanted *= inputs_.sum() / wanted.sum();
    double open = 0;
    for (int good = 0; good < inputs_.size(); ++good)
      if (!is_fixed_[good]) open += inputs_(good);
    const Eigen::VectorXd fixed = cells_.colwise().sum().transpose();
    const Eigen::VectorXd rest = (wanted - fixed).cwiseMax(least_other_share * wanted);
    return rest.sum() > 0 ? Eigen::VectorXd(rest * (open / rest.sum())) : rest;
  }

  void divide_other_inputs() {
    const Eigen::VectorXd totals = open_totals();
    Eigen::MatrixXd prior = data_.shares.input_shares(region_, parent_);
    Eigen::VectorXd rows = inputs_;
    for (int good = 0; good < rows.size(); ++good)
      if (is_fixed_[good]) rows(good) = 0;
    for (int local = 0; local < prior.cols(); ++local)
      prior.col(local) = (prior.col(local).array() + 1e-6) * std::max(totals(local), 1e-9);
    const RasName name{"inputs of " + parent_ + ", " + table_.regions[region_], table_.place(region_, units_.front())};
    cells_ += ras(prior, rows, totals, name);
  }

  const UseTable& table_;
  const SplitData& data_;
  int region_;
  std::string parent_;
  std::vector<int> units_;
  Eigen::VectorXd inputs_;      // of the parent, by supplying unit, all origins [million USD]
  Eigen::MatrixXd cells_;       // supplying units x units of the parent
  std::vector<bool> is_fixed_;  // goods already divided by energy
};

}  // namespace

UseTable split_users(const UseTable& table, const SplitData& data) {
  UseTable result(table.regions, table.goods, data.concordance.unit_codes());
  result.lines = table.lines;
  const auto copy = [&](int region, int user, int unit_user) {
    result.flow.col(result.column(region, unit_user)) = table.flow.col(table.column(region, user));
  };
  for (int region = 0; region < table.region_count(); ++region) {
    for (int user = 0; user < table.user_count(); ++user) {
      const std::string& code = table.users[user];
      if (!data.concordance.is_parent(code)) {
        copy(region, user, position_of(result.users, code));
        continue;
      }
      const ColumnSplit split(table, data, region, code);
      const std::vector<int> units = data.concordance.units_of_parent(code);
      for (int row = 0; row < table.flow.rows(); ++row) {
        const double flow = table.flow(row, table.column(region, user));
        for (int local = 0; local < static_cast<int>(units.size()); ++local)
          result.flow(row, result.column(region, units[local])) = flow * split.share(row % table.good_count(), local);
      }
    }
  }
  return result;
}

}  // namespace etslink
