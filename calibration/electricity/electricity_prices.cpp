// SPDX-License-Identifier: Apache-2.0
#include "calibration/electricity/electricity_prices.h"

#include <algorithm>

#include "calibration/electricity/nonnegative_least_squares.h"
#include "calibration/fuels/fuel.h"

namespace etslink {
namespace {

constexpr int unknowns = 4;           // basic price, delivery of three classes
using PriceRow = Eigen::RowVector4d;  // of the unknowns

class RegionPrices {
 public:
  RegionPrices(const ElectricityPriceInput& input, Region region) : input_(input), region_(region) {}

  Eigen::VectorXd solve() {
    for (const Target& target : input_.targets) add_target(target);
    add_table();
    for (int i = 1; i < unknowns; ++i) {
      PriceRow delivery = PriceRow::Zero();
      delivery(i) = 1;
      add(delivery, 0, input_.recipe.delivery_width);
    }
    Eigen::MatrixXd a(static_cast<int>(rows_.size()), unknowns);
    for (std::size_t i = 0; i < rows_.size(); ++i) a.row(static_cast<int>(i)) = rows_[i];
    return nonnegative_least_squares(a, Eigen::Map<const Eigen::VectorXd>(wanted_.data(), a.rows()));
  }

 private:
  void add(const PriceRow& row, double wanted, double width) {
    rows_.emplace_back(row / width);
    wanted_.push_back(wanted / width);
  }

  void add_target(const Target& target) {
    if (target.region != input_.benchmark.regions[static_cast<std::size_t>(region_.index)].code) return;
    const double width = target.drawn_width();
    if (target.kind == TargetKind::electricity_price) {
      const PriceRow row = mean(
          [&](const ElectricityBuyer& buyer) {
            return target.is_about(user_class(input_.benchmark, buyer.user)) ? 1 + buyer.tax_rate() : 0;
          },
          target);
      if (row.sum() > 0) add(row, target.wanted, width * target.wanted / input_.recipe.target_weight);
    }
    if (target.kind == TargetKind::fuel_cost_share && is_of_power(target)) {
      const auto r = static_cast<std::size_t>(region_.index);
      const double price =
          input_.fuel_cost[r] / (target.wanted * input_.net_of_tax[r] * input_.generation[r].generated);
      if (price > 0) add(PriceRow(1, 0, 0, 0), price, width * price);
    }
  }

  [[nodiscard]] bool is_of_power(const Target& target) const {
    const Sector power = sector_with_role(input_.benchmark, SectorRole::electricity);
    return target.users ==
               std::vector<std::string>{input_.benchmark.sectors[static_cast<std::size_t>(power.index)].code} &&
           target.fuels.empty();
  }

  // Mean price of the users of a target, by what each pays per unit of price before tax.
  template <class Factor>
  [[nodiscard]] PriceRow mean(const Factor& factor, const Target& target) const {
    PriceRow row = PriceRow::Zero();
    double twh = 0;
    for (const ElectricityBuyer& buyer : input_.buyers) {
      if (buyer.region != region_ || !target.is_about(user_class(input_.benchmark, buyer.user))) continue;
      const double part = factor(buyer) * buyer.twh;
      row(0) += part;
      row(1 + static_cast<int>(buyer.kind)) += part;
      twh += buyer.twh;
    }
    return twh > 0 ? PriceRow(row / twh) : row;
  }

  // Mean price before tax that the money benchmark implies.
  void add_table() {
    const Target everybody;
    double value = 0, twh = 0;
    for (const ElectricityBuyer& buyer : input_.buyers) {
      if (buyer.region != region_) continue;
      value += buyer.value_musd;
      twh += buyer.twh;
    }
    require(twh > 0 && value > 0, "somebody buys electricity in every region");
    const PriceRow row = mean([](const ElectricityBuyer&) { return 1.0; }, everybody);
    add(row, value / twh, input_.recipe.table_width * value / twh);
  }

  const ElectricityPriceInput& input_;
  Region region_;
  std::vector<PriceRow> rows_;
  std::vector<double> wanted_;
};

}  // namespace

ElectricityPrices electricity_prices(const ElectricityPriceInput& input) {
  ElectricityPrices prices;
  for (Region region{0}; region.index < input.benchmark.region_count(); ++region.index) {
    const Eigen::VectorXd solution = RegionPrices(input, region).solve();
    prices.basic.push_back(solution(0));
    ByClass delivery;
    for (const ElectricityClass kind : all_electricity_classes) delivery[kind] = solution(1 + static_cast<int>(kind));
    prices.delivery.push_back(delivery);
  }
  return prices;
}

}  // namespace etslink
