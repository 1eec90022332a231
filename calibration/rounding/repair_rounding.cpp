// SPDX-License-Identifier: Apache-2.0
#include "calibration/rounding/repair_rounding.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "calibration/benchmark_totals.h"
#include "calibration/rounding/repair_list.h"
#include "model/number_text.h"

namespace etslink {
namespace {

void repair_margins(Benchmark& benchmark, RepairList& repairs) {
  const BenchmarkTotals totals = benchmark_totals(benchmark);
  for (MarginSupply& flow : benchmark.margin_supply) {
    const Sides sides{totals.margin_use[flow.service.index], totals.margin_pool[flow.service.index]};
    if (!RepairList::is_needed(sides)) continue;
    repairs.change(flow.value_musd, flow.value_musd * (sides.left / sides.right),
                   {"margin supply", repairs.place(flow.service, flow.region)}, sides);
  }
}

void repair_make(Benchmark& benchmark, RepairList& repairs) {
  const BenchmarkTotals totals = benchmark_totals(benchmark);
  for (MakeFlow& flow : benchmark.make) {
    const std::size_t cell = totals.at(flow.region, flow.good);
    const Sides sides{totals.use(cell), totals.made_of[cell]};
    if (!RepairList::is_needed(sides)) continue;
    const std::string maker = " made by " + benchmark.sectors[flow.sector.index].name;
    repairs.change(flow.value_musd, flow.value_musd * (sides.left / sides.right),
                   {"output", repairs.place(flow.good, flow.region) + maker}, sides);
  }
}

// Imports of one good by one region, of all exporters or, where use.csv tells them apart, of one.
struct ImportMarket {
  Sides sides;                   // imported use, imports
  TradeFlow* largest = nullptr;  // exporter with the largest value
};
using ImportMarkets = std::map<BenchmarkTotals::Flow, ImportMarket>;  // exporter -1: all

ImportMarkets import_markets(Benchmark& benchmark) {
  std::set<std::pair<Region, Sector>> detailed;
  for (const UseFlow& flow : benchmark.use) {
    if (flow.origin.kind == Origin::Kind::exporter) detailed.insert({flow.region, flow.good});
  }
  const auto exporter_in = [&](Region exporter, Region region, Sector good) {
    return detailed.contains({region, good}) ? exporter : Region{};
  };
  ImportMarkets markets;
  for (const UseFlow& flow : benchmark.use) {
    if (flow.origin.kind == Origin::Kind::domestic) continue;
    markets[{exporter_in(flow.origin.exporter, flow.region, flow.good), flow.good, flow.region}].sides.left +=
        flow.value_musd;
  }
  for (TradeFlow& flow : benchmark.trade) {
    auto& market = markets[{exporter_in(flow.exporter, flow.importer, flow.good), flow.good, flow.importer}];
    market.sides.right += flow.value_musd + flow.export_tax_musd + flow.tariff_musd;
    if (flow.value_musd > (market.largest == nullptr ? 0 : market.largest->value_musd)) market.largest = &flow;
  }
  for (const MarginFlow& flow : benchmark.margins)
    markets[{exporter_in(flow.exporter, flow.importer, flow.good), flow.good, flow.importer}].sides.right +=
        flow.value_musd;
  return markets;
}

void repair_imports(Benchmark& benchmark, RepairList& repairs) {
  for (auto& [key, market] : import_markets(benchmark)) {
    if (!RepairList::is_needed(market.sides)) continue;
    const std::string place = repairs.place(std::get<1>(key), std::get<2>(key));
    if (market.largest == nullptr)
      repairs.refuse("import market", place, market.sides, "trade.csv has no flow whose tariff could close it");
    const std::string exporter = " from " + benchmark.regions[market.largest->exporter.index].code;
    repairs.change(market.largest->tariff_musd, market.largest->tariff_musd + market.sides.gap(),
                   {"tariff", place + exporter}, market.sides);
  }
}

// The row of all goods of a sector; where it has rates by good alone, that of the good it makes most of.
OutputTax& output_tax_of(Benchmark& benchmark, const BenchmarkTotals& totals, Region region, Sector sector) {
  OutputTax* largest = nullptr;
  double most = 0;
  for (OutputTax& flow : benchmark.output_tax) {
    if (flow.region != region || flow.sector != sector) continue;
    if (!flow.good.valid()) return flow;
    const auto made = totals.made.find({region, sector, flow.good});
    const double value = made == totals.made.end() ? 0 : made->second;
    if (largest != nullptr && value <= most) continue;
    largest = &flow;
    most = value;
  }
  return largest != nullptr ? *largest : benchmark.output_tax.emplace_back(OutputTax{region, sector, 0, {}});
}

void repair_profits(Benchmark& benchmark, RepairList& repairs) {
  const BenchmarkTotals totals = benchmark_totals(benchmark);
  for (Region region{0}; region.index < benchmark.region_count(); ++region.index) {
    for (Sector sector{0}; sector.index < benchmark.sector_count(); ++sector.index) {
      const std::size_t cell = totals.at(region, sector);
      const Sides sides{benchmark.make.empty() ? totals.use(cell) : totals.made_by[cell], totals.cost[cell]};
      if (!RepairList::is_needed(sides)) continue;
      const std::string place = repairs.place(sector, region);
      if (!(sides.left > 0)) repairs.refuse("zero profit", place, sides, "there is no output that could be taxed");
      double& tax = output_tax_of(benchmark, totals, region, sector).tax_musd;
      repairs.change(tax, tax + sides.gap(), {"output tax", place}, sides);
    }
  }
}

void repair_endowments(Benchmark& benchmark, RepairList& repairs) {
  std::map<std::pair<Region, Factor>, Sides> markets;  // payments, endowments
  for (const FactorFlow& flow : benchmark.value_added) markets[{flow.region, flow.factor}].left += flow.value_musd;
  for (const EndowmentFlow& flow : benchmark.endowments) markets[{flow.region, flow.factor}].right += flow.value_musd;
  for (EndowmentFlow& flow : benchmark.endowments) {
    const Sides& sides = markets[{flow.region, flow.factor}];
    if (!RepairList::is_needed(sides)) continue;
    repairs.change(
        flow.value_musd, flow.value_musd * (sides.left / sides.right),
        {"endowment", benchmark.factors[flow.factor.index].name + " of " + benchmark.agents[flow.agent.index].code},
        sides);
  }
}

}  // namespace

std::string RoundingRepair::text() const {
  return what + ": " + place + ": " + rounded_text(before, 10) + " -> " + rounded_text(after, 10) + " million USD (" +
         rounded_text(after - before, 3) + ", " + rounded_text(part, 2) + " of the sum)";
}

void RepairList::change(double& flow, double value, std::pair<std::string, std::string> what_and_place,
                        const Sides& identity) {
  const double scale = std::max(std::abs(identity.left), std::abs(identity.right));
  repairs_.push_back(
      {std::move(what_and_place.first), std::move(what_and_place.second), flow, value, std::abs(value - flow) / scale});
  flow = value;
}

void RepairList::refuse(const std::string& condition, const std::string& place, const Sides& sides,
                        const std::string& reason) const {
  throw InputError({benchmark_.folder, 0}, condition + ": " + place + ": " + shortest_text(sides.left) + " against " +
                                               shortest_text(sides.right) + " million USD, and " + reason);
}

std::string RepairList::place(Sector sector, Region region) const {
  return benchmark_.sectors[sector.index].name + ", " + benchmark_.regions[region.index].code;
}

std::vector<RoundingRepair> RepairList::sorted() const {
  auto result = repairs_;
  std::stable_sort(result.begin(), result.end(), [](const auto& a, const auto& b) { return a.part > b.part; });
  return result;
}

RepairedBenchmark repair_rounding(Benchmark benchmark, double tolerance) {
  require(tolerance >= 0 && tolerance <= largest_rounding_tolerance, "a tolerance of rounding");
  require_balanced(benchmark, tolerance);
  RepairedBenchmark result{std::move(benchmark), {}};
  RepairList repairs(result.benchmark);
  repair_margins(result.benchmark, repairs);
  repair_make(result.benchmark, repairs);
  repair_imports(result.benchmark, repairs);
  repair_profits(result.benchmark, repairs);
  repair_endowments(result.benchmark, repairs);
  repair_transfers(result.benchmark, repairs);
  require_balanced(result.benchmark, own_balance_tolerance);
  result.repairs = repairs.sorted();
  return result;
}

}  // namespace etslink
