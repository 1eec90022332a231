// SPDX-License-Identifier: Apache-2.0
#include "calibration/benchmark_totals.h"

namespace etslink {
namespace {

void add_use(const Benchmark& benchmark, BenchmarkTotals& totals) {
  for (const UseFlow& flow : benchmark.use) {
    auto& use = flow.origin.kind == Origin::Kind::domestic ? totals.domestic_use : totals.imported_use;
    use[totals.at(flow.region, flow.good)] += flow.value_musd;
    if (flow.user.kind == User::Kind::sector) {
      totals.cost[totals.at(flow.region, {flow.user.index})] += flow.value_musd + flow.tax_musd;
    }
  }
}

void add_trade(const Benchmark& benchmark, BenchmarkTotals& totals) {
  for (const TradeFlow& flow : benchmark.trade) {
    const double value = flow.value_musd + flow.export_tax_musd + flow.tariff_musd;
    totals.exports[totals.at(flow.exporter, flow.good)] += flow.value_musd;
    totals.imports[totals.at(flow.importer, flow.good)] += value;
    totals.trade[{flow.exporter, flow.good, flow.importer}] += value;
  }
  for (const MarginFlow& flow : benchmark.margins) {
    totals.imports[totals.at(flow.importer, flow.good)] += flow.value_musd;
    totals.trade[{flow.exporter, flow.good, flow.importer}] += flow.value_musd;
    totals.margin_use[flow.service.index] += flow.value_musd;
  }
  for (const MarginSupply& flow : benchmark.margin_supply) {
    totals.margin_supply[totals.at(flow.region, flow.service)] += flow.value_musd;
    totals.margin_pool[flow.service.index] += flow.value_musd;
  }
}

void add_production(const Benchmark& benchmark, BenchmarkTotals& totals) {
  for (const FactorFlow& flow : benchmark.value_added) {
    totals.cost[totals.at(flow.region, flow.sector)] += flow.value_musd + flow.tax_musd;
  }
  for (const OutputTax& flow : benchmark.output_tax) {
    totals.cost[totals.at(flow.region, flow.sector)] += flow.tax_musd;
    totals.output_tax[totals.at(flow.region, flow.sector)] += flow.tax_musd;
    if (!flow.good.valid()) continue;
    totals.own_output_tax[totals.at(flow.region, flow.sector)] += flow.tax_musd;
    totals.output_tax_by_good[{flow.region, flow.sector, flow.good}] += flow.tax_musd;
  }
  for (const MakeFlow& flow : benchmark.make) {
    totals.made_by[totals.at(flow.region, flow.sector)] += flow.value_musd;
    totals.made_of[totals.at(flow.region, flow.good)] += flow.value_musd;
    totals.made[{flow.region, flow.sector, flow.good}] += flow.value_musd;
  }
}

}  // namespace

BenchmarkTotals benchmark_totals(const Benchmark& benchmark) {
  BenchmarkTotals totals;
  totals.sector_count = benchmark.sector_count();
  const std::size_t cells = benchmark.regions.size() * benchmark.sectors.size();
  for (auto* column :
       {&totals.domestic_use, &totals.exports, &totals.margin_supply, &totals.imported_use, &totals.imports,
        &totals.cost, &totals.output_tax, &totals.own_output_tax, &totals.made_by, &totals.made_of}) {
    column->assign(cells, 0.0);
  }
  totals.margin_use.assign(benchmark.sectors.size(), 0.0);
  totals.margin_pool.assign(benchmark.sectors.size(), 0.0);
  add_use(benchmark, totals);
  add_trade(benchmark, totals);
  add_production(benchmark, totals);
  return totals;
}

}  // namespace etslink
