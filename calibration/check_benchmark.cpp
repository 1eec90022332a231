// SPDX-License-Identifier: Apache-2.0
#include "calibration/check_benchmark.h"

#include <set>

#include "calibration/benchmark_totals.h"
#include "calibration/gap_list.h"
#include "model/number_text.h"

namespace etslink {
namespace {

// cost = output. Without make.csv sector s makes good s, so that this is the market clearing of the good, too.
void check_production(const BenchmarkTotals& totals, GapList& gaps) {
  const Benchmark& benchmark = gaps.benchmark();
  const bool has_make = !benchmark.make.empty();
  for (Region region{0}; region.index < benchmark.region_count(); ++region.index) {
    for (Sector sector{0}; sector.index < benchmark.sector_count(); ++sector.index) {
      const std::size_t cell = totals.at(region, sector);
      const std::string place = gaps.place(sector, region);
      const double output = has_make ? totals.made_by[cell] : totals.use(cell);
      gaps.compare("zero profit", place, {"costs", totals.cost[cell]}, {"output", output});
      if (has_make) gaps.compare("market clearing", place, {"supply", totals.made_of[cell]}, {"use", totals.use(cell)});
      if (totals.output_tax[cell] != 0 && !(totals.output_tax[cell] < output)) {
        gaps.forbid("output tax", place, totals.output_tax[cell],
                    "the tax takes all output: " + shortest_text(totals.output_tax[cell]) + " of " +
                        shortest_text(output) + " million USD");
      }
    }
  }
}

// Use by exporter, where use.csv tells exporters apart.
std::map<BenchmarkTotals::Flow, double> use_by_exporter(const Benchmark& benchmark) {
  std::map<BenchmarkTotals::Flow, double> use;
  for (const UseFlow& flow : benchmark.use) {
    if (flow.origin.kind == Origin::Kind::exporter)
      use[{flow.origin.exporter, flow.good, flow.region}] += flow.value_musd;
  }
  return use;
}

// imported use = sum over exporters of (value + export tax + margins + tariff), and for each exporter where use.csv has
// it.
void check_imports(const BenchmarkTotals& totals, GapList& gaps) {
  const Benchmark& benchmark = gaps.benchmark();
  const auto by_exporter = use_by_exporter(benchmark);
  std::set<std::size_t> detailed;
  for (const auto& [flow, value] : by_exporter) detailed.insert(totals.at(std::get<2>(flow), std::get<1>(flow)));
  for (Region region{0}; region.index < benchmark.region_count(); ++region.index) {
    for (Sector good{0}; good.index < benchmark.sector_count(); ++good.index) {
      const std::size_t cell = totals.at(region, good);
      if (detailed.contains(cell)) continue;
      gaps.compare("import market", gaps.place(good, region), {"imported use", totals.imported_use[cell]},
                   {"imports", totals.imports[cell]});
    }
  }
  std::map<BenchmarkTotals::Flow, double> supply = totals.trade;
  for (const auto& [flow, value] : by_exporter) supply.emplace(flow, 0.0);
  for (const auto& [flow, imports] : supply) {
    const auto& [exporter, good, importer] = flow;
    if (!detailed.contains(totals.at(importer, good))) continue;
    const auto use = by_exporter.find(flow);
    gaps.compare("import market", gaps.place(good, importer) + " from " + benchmark.regions[exporter.index].code,
                 {"imported use", use == by_exporter.end() ? 0.0 : use->second}, {"imports", imports});
  }
}

void check_margins(const BenchmarkTotals& totals, GapList& gaps) {
  for (std::size_t s = 0; s < totals.margin_use.size(); ++s) {
    gaps.compare("transport margins", gaps.benchmark().sectors[s].name, {"used", totals.margin_use[s]},
                 {"supplied", totals.margin_pool[s]});
  }
}

}  // namespace

std::vector<BenchmarkGap> check_benchmark(const Benchmark& benchmark, double tolerance) {
  const BenchmarkTotals totals = benchmark_totals(benchmark);
  GapList gaps(benchmark, tolerance);
  check_records(gaps);
  check_production(totals, gaps);
  check_imports(totals, gaps);
  check_margins(totals, gaps);
  check_budgets(gaps);
  return gaps.sorted();
}

void require_balanced(const Benchmark& benchmark, double tolerance) {
  const std::vector<BenchmarkGap> gaps = check_benchmark(benchmark, tolerance);
  if (gaps.empty()) return;
  const std::string count = gaps.size() == 1 ? "one condition fails" : std::to_string(gaps.size()) + " conditions fail";
  throw InputError({benchmark.folder, 0}, "the benchmark does not balance (" + count + ", tolerance " +
                                              shortest_text(tolerance) + "); worst: " + gaps.front().text);
}

}  // namespace etslink
