// SPDX-License-Identifier: Apache-2.0
#include "tests/calibration/fuels/folder_accounts.h"

#include <algorithm>
#include <cmath>

#include "model/inventory.h"

namespace etslink::test {

FolderAccounts::FolderAccounts(const Benchmark& benchmark, Fuel fuel)
    : benchmark_(benchmark), good_(FuelSectors(benchmark).sector(fuel)) {
  const int regions = benchmark.region_count();
  used_ = sold_ = price_ = Eigen::VectorXd::Zero(regions);
  for (const EnergyFlow& flow : benchmark.energy)
    if (flow.fuel == good_) used_(flow.region.index) += flow.pj;
  for (const UseFlow& flow : benchmark.use)
    if (flow.good == good_) price_(flow.region.index) += flow.value_musd;
  price_ = (used_.array() > 0).select(price_.array() / used_.array().max(1e-300), 0.0);
  for (const UseFlow& flow : benchmark.use)
    if (flow.good == good_ && flow.origin.kind == Origin::Kind::domestic)
      sold_(flow.region.index) += flow.value_musd / price_(flow.region.index);
  for (const TradeFlow& flow : benchmark.trade)
    if (flow.good == good_) sold_(flow.exporter.index) += flow.value_musd / price_(flow.exporter.index);
}

double FolderAccounts::largest_price_gap() const {
  double largest = 0;
  for (const TradeFlow& flow : benchmark_.trade) {
    if (flow.good != good_) continue;
    double delivered = flow.value_musd + flow.export_tax_musd + flow.tariff_musd;
    for (const MarginFlow& margin : benchmark_.margins)
      if (margin.good == good_ && margin.exporter == flow.exporter && margin.importer == flow.importer)
        delivered += margin.value_musd;
    const double pj = flow.value_musd / price_(flow.exporter.index);
    largest = std::max(largest, std::abs(delivered / pj / price_(flow.importer.index) - 1));
  }
  return largest;
}

double FolderAccounts::largest_user_gap() const {
  std::map<std::tuple<Region, User, Purpose>, double> value;
  for (const UseFlow& flow : benchmark_.use)
    if (flow.good == good_) value[{flow.region, flow.user, flow.purpose}] += flow.value_musd;
  double largest = 0;
  for (const EnergyFlow& flow : benchmark_.energy) {
    if (flow.fuel != good_) continue;
    const double price = value[{flow.region, flow.user, flow.purpose}] / flow.pj;
    largest = std::max(largest, std::abs(price / price_(flow.region.index) - 1));
  }
  return largest;
}

double FolderAccounts::subsidies() const {
  double sum = 0;
  for (const UseFlow& flow : benchmark_.use)
    if (flow.good == good_) sum -= std::min(0.0, flow.tax_musd);
  for (const TradeFlow& flow : benchmark_.trade)
    if (flow.good == good_) sum -= std::min(0.0, flow.tariff_musd) + std::min(0.0, flow.export_tax_musd);
  return sum;
}

std::map<std::string, double> purchases_by_agent(const Benchmark& benchmark) {
  std::map<std::string, double> result;
  for (const UseFlow& flow : benchmark.use) {
    if (flow.user.kind == User::Kind::sector) continue;
    const bool is_stock = flow.user.kind == User::Kind::stock_change;
    result[is_stock ? "INV_" + benchmark.regions[flow.region.index].code : benchmark.user_code(flow.user)] +=
        flow.value_musd + flow.tax_musd;
  }
  return result;
}

std::map<std::string, double> co2_by_source(const Benchmark& benchmark) {
  std::map<std::string, double> result;
  for (const EmissionFlow& flow : benchmark.emissions)
    if (is_in_inventory(benchmark, flow.user))
      result[benchmark.regions[flow.region.index].code + ", " +
             (flow.fuel ? benchmark.sectors[flow.fuel->index].code : "process")] += flow.mt;
  return result;
}

std::map<std::string, double> trade_balances(const Benchmark& benchmark) {
  std::map<std::string, double> result;
  const auto code = [&](Region region) { return benchmark.regions[region.index].code; };
  for (const TradeFlow& flow : benchmark.trade) {
    result[code(flow.exporter)] += flow.value_musd + flow.export_tax_musd;
    result[code(flow.importer)] -= flow.value_musd + flow.export_tax_musd;
  }
  for (const MarginFlow& flow : benchmark.margins) result[code(flow.importer)] -= flow.value_musd;
  for (const MarginSupply& flow : benchmark.margin_supply) result[code(flow.region)] += flow.value_musd;
  return result;
}

}  // namespace etslink::test
