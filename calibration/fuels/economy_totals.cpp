// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/economy_totals.h"

#include "calibration/benchmark_totals.h"

namespace etslink {
namespace {

// Who pays for a purchase: stock changes are the investor's.
User payer(const Benchmark& benchmark, const UseFlow& flow) {
  if (flow.user.kind != User::Kind::stock_change) return flow.user;
  for (std::size_t agent = 0; agent < benchmark.agents.size(); ++agent)
    if (benchmark.agents[agent].region == flow.region && benchmark.agents[agent].kind == AgentKind::investment)
      return {User::Kind::agent, static_cast<int>(agent)};
  return flow.user;
}

}  // namespace

double EconomyTotals::net_of_output_tax(Region region, Sector sector) const {
  const auto rate = output_tax_rate.find({region, sector});
  return rate == output_tax_rate.end() ? 1 : 1 - rate->second;
}

std::map<Region, double> trade_balances(const TradeRecords& records) {
  std::map<Region, double> balance;
  for (const TradeFlow& flow : records.trade) {
    balance[flow.exporter] += flow.value_musd + flow.export_tax_musd;
    balance[flow.importer] -= flow.value_musd + flow.export_tax_musd;
  }
  for (const MarginFlow& flow : records.margins) balance[flow.importer] -= flow.value_musd;
  for (const MarginSupply& flow : records.margin_supply) balance[flow.region] += flow.value_musd;
  return balance;
}

EconomyTotals economy_totals(const Benchmark& benchmark) {
  EconomyTotals result;
  const BenchmarkTotals totals = benchmark_totals(benchmark);
  for (const OutputTax& tax : benchmark.output_tax) {
    const double output = totals.use(totals.at(tax.region, tax.sector));
    if (output > 0) result.output_tax_rate[{tax.region, tax.sector}] += tax.tax_musd / output;
  }
  for (const UseFlow& flow : benchmark.use)
    result.purchases[{flow.region, payer(benchmark, flow)}] += flow.value_musd + flow.tax_musd;
  result.trade_balance = trade_balances({benchmark.trade, benchmark.margins, benchmark.margin_supply});
  return result;
}

}  // namespace etslink
