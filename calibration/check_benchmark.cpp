// SPDX-License-Identifier: Apache-2.0
#include "calibration/check_benchmark.h"

#include <set>

#include "calibration/benchmark_totals.h"
#include "calibration/gap_list.h"
#include "model/number_text.h"

namespace etslink {
namespace {

// Something is left of an output when it has paid its tax [million USD].
struct TaxedOutput {
  std::string place;
  double tax = 0, value = 0;
};
void require_revenue(const TaxedOutput& output, GapList& gaps) {
  if (output.tax == 0 || output.tax < output.value) return;
  gaps.forbid(
      "output tax", output.place, output.tax,
      "the tax takes all output: " + shortest_text(output.tax) + " of " + shortest_text(output.value) + " million USD");
}

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
      require_revenue({place, totals.output_tax[cell], output}, gaps);
    }
  }
}

// Of sectors that make several goods: what is levied on each. What no sector makes pays nothing.
void check_taxes_by_good(const BenchmarkTotals& totals, GapList& gaps) {
  const Benchmark& benchmark = gaps.benchmark();
  for (const auto& [key, own_tax] : totals.output_tax_by_good) {
    const auto& [region, sector, good] = key;
    const std::size_t cell = totals.at(region, sector);
    const auto made = totals.made.find(key);
    double value = made == totals.made.end() ? 0 : made->second;
    if (benchmark.make.empty() && sector == good) value = totals.use(cell);
    const std::string place = benchmark.sectors[good.index].name + " made by " + gaps.place(sector, region);
    if (value <= 0) {
      if (own_tax != 0)
        gaps.forbid("output tax", place, own_tax,
                    "a tax of " + shortest_text(own_tax) + " million USD on a good that the sector does not make");
      continue;
    }
    const double output = benchmark.make.empty() ? value : totals.made_by[cell];
    require_revenue({place, own_tax + totals.common_output_tax(cell) * value / output, value}, gaps);
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
  check_taxes_by_good(totals, gaps);
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
