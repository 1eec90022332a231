// SPDX-License-Identifier: Apache-2.0
#include "calibration/electricity/electricity_accounts.h"

#include <algorithm>

#include "calibration/fuels/fuel.h"
#include "calibration/use_table.h"
#include "model/number_text.h"

namespace etslink {
namespace {

// Trade of the money benchmark at the exporters' prices [TWh].
Eigen::MatrixXd gross_trade(const Benchmark& benchmark, const ElectricityPrices& prices) {
  const Sector power = sector_with_role(benchmark, SectorRole::electricity);
  Eigen::MatrixXd twh = Eigen::MatrixXd::Zero(benchmark.region_count(), benchmark.region_count());
  for (const TradeFlow& flow : benchmark.trade)
    if (flow.good == power)
      twh(flow.exporter.index, flow.importer.index) +=
          flow.value_musd / prices.basic[static_cast<std::size_t>(flow.exporter.index)];
  return twh;
}

class CableTrade {
 public:
  CableTrade(const ElectricityInput& input, const ElectricityRecipe& recipe, const ElectricityPrices& prices)
      : input_(input), recipe_(recipe), prices_(prices) {}

  [[nodiscard]] Eigen::MatrixXd net() const {
    const Eigen::MatrixXd gross = gross_trade(input_.benchmark, prices_);
    Eigen::MatrixXd twh = Eigen::MatrixXd::Zero(gross.rows(), gross.cols());
    for (int from = 0; from < twh.rows(); ++from)
      for (int to = 0; to < twh.cols(); ++to)
        if (is_possible(from, to)) twh(from, to) = std::max(0.0, gross(from, to) - gross(to, from));
    return (twh.array() < input_.smallest_twh).select(0.0, twh);
  }

 private:
  [[nodiscard]] bool has_cables(int region) const {
    return find_position(recipe_.without_cables, input_.benchmark.regions[static_cast<std::size_t>(region)].code) < 0;
  }
  [[nodiscard]] bool is_possible(int from, int to) const {
    const double there = prices_.basic[static_cast<std::size_t>(to)];
    return from != to && has_cables(from) && has_cables(to) && prices_.basic[static_cast<std::size_t>(from)] <= there;
  }

  const ElectricityInput& input_;
  const ElectricityRecipe& recipe_;
  const ElectricityPrices& prices_;
};

// Users take what is generated and not exported, and imports.
void scale_to_trade(ElectricityAccounts& accounts, const ElectricityInput& input, const ElectricityRecipe& recipe) {
  for (ElectricityBuyer& buyer : accounts.buyers) {
    const Generation& made = accounts.generation[static_cast<std::size_t>(buyer.region.index)];
    const double left = made.generated - accounts.exports(buyer.region);
    const double sold = made.sold() + accounts.imports(buyer.region) - accounts.exports(buyer.region);
    if (left <= 0 || sold <= 0)
      throw InputError({recipe.file, 0}, input.benchmark.regions[static_cast<std::size_t>(buyer.region.index)].code +
                                             " generates " + rounded_text(made.generated, 4) + " TWh and exports " +
                                             rounded_text(accounts.exports(buyer.region), 4) + " TWh at its price");
    buyer.twh *= sold / made.sold();
  }
}

}  // namespace

std::map<std::pair<Region, User>, double> ElectricityAccounts::freed() const {
  std::map<std::pair<Region, User>, double> result;
  for (const ElectricityBuyer& buyer : buyers)
    result[{buyer.region, buyer.user}] += buyer.value_musd + buyer.tax_musd - prices.paid(buyer) * buyer.twh;
  return result;
}

std::optional<double> ElectricityAccounts::price_in_money(const Benchmark& benchmark, const Target& target) const {
  double value = 0, twh = 0;
  for (const ElectricityBuyer& buyer : buyers) {
    if (benchmark.find_region(target.region) != buyer.region || !target.is_about(user_class(benchmark, buyer.user)))
      continue;
    value += buyer.value_musd + buyer.tax_musd;
    twh += buyer.twh;
  }
  return twh > 0 ? std::optional(value / twh) : std::nullopt;
}

ElectricityAccounts electricity_accounts(const ElectricityInput& input, const ElectricityRecipe& recipe,
                                         const std::string& file) {
  ElectricityAccounts accounts;
  if (!recipe.accounts.active) return accounts;
  const Benchmark& benchmark = input.benchmark;
  accounts.generation = read_generation(read_csv(file), benchmark);
  accounts.buyers = electricity_buyers(benchmark, accounts.generation, recipe.accounts);
  accounts.prices = electricity_prices({benchmark, accounts.generation, accounts.buyers, input.fuel_cost,
                                        input.net_of_tax, input.targets, recipe.accounts});
  accounts.trade_twh = CableTrade(input, recipe, accounts.prices).net();
  accounts.dropped_twh = gross_trade(benchmark, accounts.prices).sum() - accounts.trade_twh.sum();
  scale_to_trade(accounts, input, recipe);
  return accounts;
}

}  // namespace etslink
