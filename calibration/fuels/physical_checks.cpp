// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "calibration/fuels/economy_totals.h"
#include "calibration/fuels/physical_report.h"
#include "model/number_text.h"

namespace etslink {
namespace {

double gap(double one, double other) {
  return std::abs(one - other) / std::max({std::abs(one), std::abs(other), 1e-3});
}

std::string small(double value) { return rounded_text(value, 2); }

// Energy of each user of a fuel in a region, from the folder alone.
double used_pj(const Benchmark& benchmark, Region region, Sector fuel) {
  double pj = 0;
  for (const EnergyFlow& flow : benchmark.energy)
    if (flow.region == region && flow.fuel == fuel) pj += flow.pj;
  return pj;
}

// Market price of a fuel in a region, domestic or imported, from the folder alone [USD/GJ].
double paid(const Benchmark& benchmark, Region region, Sector fuel) {
  double value = 0;
  for (const UseFlow& flow : benchmark.use)
    if (flow.region == region && flow.good == fuel) value += flow.value_musd;
  return value / used_pj(benchmark, region, fuel);
}

class Checks {
 public:
  explicit Checks(const PhysicalReportInput& input) : input_(input), fuels_(input.benchmark) {}

  ReportTable build() {
    check_delivered_prices();
    check_energy();
    check_subsidies();
    check_totals();
    check_co2();
    measure_changes();
    return std::move(table_);
  }

 private:
  void add(const std::string& what, const std::string& found, const std::string& allowed) {
    table_.rows.push_back({what, found, allowed});
  }

  // Delivered price of each origin over what users of the region pay.
  void check_delivered_prices() {
    double largest = 0;
    for (const TradedFuel& flow : input_.accounts.traded)
      largest = std::max(
          largest, gap(flow.delivered() / flow.pj, paid(input_.benchmark, flow.importer, fuels_.sector(flow.fuel))));
    add("delivered prices of all origins of a fuel in a region, largest relative difference", small(largest), "1e-9");
  }

  // Energy by exporter: domestic purchases at its price and exports at its price, against production.
  void check_energy() {
    double exporter_gap = 0;
    for (const Fuel fuel : all_fuels) {
      const Sector good = fuels_.sector(fuel);
      Eigen::VectorXd sold = Eigen::VectorXd::Zero(input_.benchmark.region_count());
      double used = 0;
      for (const UseFlow& flow : input_.benchmark.use)
        if (flow.good == good && flow.origin.kind == Origin::Kind::domestic)
          sold(flow.region.index) += flow.value_musd / input_.accounts.prices.basic[fuel](flow.region.index);
      for (const TradeFlow& flow : input_.benchmark.trade)
        if (flow.good == good)
          sold(flow.exporter.index) += flow.value_musd / input_.accounts.prices.basic[fuel](flow.exporter.index);
      for (Region region{0}; region.index < input_.benchmark.region_count(); ++region.index) {
        exporter_gap =
            std::max(exporter_gap, gap(sold(region.index), input_.accounts.tables.production_pj[fuel](region.index)));
        used += used_pj(input_.benchmark, region, good);
      }
      add(fuel_word(fuel) + ": energy used by the world with own use and losses less energy produced, relative",
          small(gap(used, sold.sum())), "1e-9");
    }
    add("energy sold at the one basic price of its exporter less its production, largest relative", small(exporter_gap),
        "1e-9");
  }

  void check_subsidies() {
    ByFuel<double> subsidy;
    double import_subsidy = 0;
    for (const UseFlow& flow : input_.benchmark.use)
      if (const auto fuel = fuels_.fuel(flow.good)) subsidy[*fuel] += std::min(0.0, flow.tax_musd);
    for (const TradeFlow& flow : input_.benchmark.trade)
      import_subsidy += std::min(0.0, flow.tariff_musd) + std::min(0.0, flow.export_tax_musd);
    for (const Fuel fuel : all_fuels)
      add(fuel_word(fuel) + ": subsidies to users, million USD", rounded_text(std::abs(subsidy[fuel]), 4),
          fuel == Fuel::oil ? "in the recipe's regions" : "0");
    add("subsidies in trade, million USD", rounded_text(std::abs(import_subsidy), 4), "0");
  }

  void check_totals() {
    const EconomyTotals before = economy_totals(input_.money), after = economy_totals(input_.benchmark);
    double purchases = 0, balance = 0;
    for (const auto& [who, value] : before.purchases)
      if (who.second.kind == User::Kind::agent) purchases = std::max(purchases, gap(value, find(after.purchases, who)));
    std::map<Region, double> scale;
    for (const TradeFlow& flow : input_.money.trade) scale[flow.exporter] += flow.value_musd;
    for (const auto& [region, value] : before.trade_balance)
      balance = std::max(balance, std::abs(value - find(after.trade_balance, region)) / std::max(scale[region], 1.0));
    add("household, government and investment demand, largest relative change", small(purchases), "1e-9");
    add("trade balances, largest change relative to exports", small(balance), "1e-9");
  }

  template <class Map>
  static double find(const Map& map, const typename Map::key_type& key) {
    const auto entry = map.find(key);
    return entry == map.end() ? 0 : entry->second;
  }

  void check_co2() {
    using Key = std::pair<Region, int>;
    const auto by_fuel = [](const Benchmark& benchmark) {
      std::map<Key, double> mt;
      for (const EmissionFlow& flow : benchmark.emissions)
        mt[{flow.region, flow.fuel ? flow.fuel->index : -1}] += flow.mt;
      return mt;
    };
    double largest = 0;
    const std::map<Key, double> after = by_fuel(input_.benchmark);
    for (const auto& [key, mt] : by_fuel(input_.money)) largest = std::max(largest, gap(mt, find(after, key)));
    add("CO2 by region and fuel, largest relative change", small(largest), "1e-9");
  }

  // Half the sum of absolute changes over the sum, of cells of use.csv and trade.csv.
  void measure_changes() {
    std::map<std::tuple<Region, Sector, User>, double> use;
    std::map<std::tuple<Region, Sector, Region>, double> trade;
    double use_sum = 0, trade_sum = 0;
    for (const auto& [benchmark, sign] : {std::pair(&input_.money, -1.0), std::pair(&input_.benchmark, 1.0)}) {
      for (const UseFlow& flow : benchmark->use) {
        use[{flow.region, flow.good, flow.user}] += sign * flow.value_musd;
        if (sign < 0) use_sum += flow.value_musd;
      }
      for (const TradeFlow& flow : benchmark->trade) {
        trade[{flow.exporter, flow.good, flow.importer}] += sign * flow.value_musd;
        if (sign < 0) trade_sum += flow.value_musd;
      }
    }
    add("purchases moved between goods, % of all", rounded_text(50 * absolute(use) / use_sum, 3), "");
    add("trade moved, % of all", rounded_text(50 * absolute(trade) / trade_sum, 3), "");
    add("balance: iterations; largest relative gap",
        std::to_string(input_.balance.iterations) + "; " + small(input_.balance.largest_gap), "1e-11");
  }

  template <class Map>
  static double absolute(const Map& map) {
    double sum = 0;
    for (const auto& [key, value] : map) sum += std::abs(value);
    return sum;
  }

  const PhysicalReportInput& input_;
  FuelSectors fuels_;
  ReportTable table_{
      "Physical accounts: what holds",
      "Measured on the records of the folder. The calibration stops where identities of the folder fail by "
      "more than 1e-9; what is not an identity is a size.",
      {"what", "found", "allowed"},
      {}};
};

}  // namespace

ReportTable physical_checks(const PhysicalReportInput& input) { return Checks(input).build(); }

}  // namespace etslink
