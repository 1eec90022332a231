// SPDX-License-Identifier: Apache-2.0
#include "model/benchmark_index.h"

namespace etslink {
namespace {

void add(GoodUse& sum, const UseFlow& flow) {
  const bool is_domestic = flow.origin.kind == Origin::Kind::domestic;
  (is_domestic ? sum.domestic : sum.imported) += flow.value_musd;
  (is_domestic ? sum.domestic_tax : sum.imported_tax) += flow.tax_musd;
  sum.good = flow.good;
}

}  // namespace

BenchmarkIndex::BenchmarkIndex(const Benchmark& b) : sectors_(b.sector_count()) {
  const std::size_t cells = static_cast<std::size_t>(b.region_count()) * b.sector_count();
  total_use_.resize(cells);
  process_.resize(cells);
  output_tax_.resize(cells);
  good_sales_.resize(cells);
  made_elsewhere_.resize(cells);
  factors_.resize(cells);
  imports_.resize(cells);
  make_.resize(cells);
  for (const UseFlow& flow : b.use) {
    add(uses_[{flow.region.index, flow.user, flow.good.index}], flow);
    add(total_use_[cell(flow.region, flow.good)], flow);
    if (flow.origin.kind == Origin::Kind::domestic) good_sales_[cell(flow.region, flow.good)] += flow.value_musd;
  }
  for (const TradeFlow& flow : b.trade) {
    imports_[cell(flow.importer, flow.good)].push_back(flow);
    good_sales_[cell(flow.exporter, flow.good)] += flow.value_musd;
  }
  for (const MarginFlow& flow : b.margins) {
    margins_[{flow.exporter.index, flow.good.index, flow.importer.index}].push_back(flow);
  }
  for (const MarginSupply& flow : b.margin_supply) good_sales_[cell(flow.region, flow.service)] += flow.value_musd;
  for (const FactorFlow& flow : b.value_added) factors_[cell(flow.region, flow.sector)].push_back(flow);
  for (const OutputTax& flow : b.output_tax) output_tax_[cell(flow.region, flow.sector)] += flow.tax_musd;
  for (const MakeFlow& flow : b.make) {
    make_[cell(flow.region, flow.sector)].push_back(flow);
    if (flow.good != flow.sector) made_elsewhere_[cell(flow.region, flow.good)] += flow.value_musd;
  }
  for (const EmissionFlow& flow : b.emissions) {
    if (flow.gas != "co2") continue;
    if (!flow.fuel) {
      if (flow.user.kind == User::Kind::sector) process_[cell(flow.region, {flow.user.index})] += flow.mt;
      continue;
    }
    FuelEmissions& sum = fuel_emissions_[{flow.region.index, flow.user, flow.fuel->index}];
    if (!flow.origin)
      sum.any_origin += flow.mt;
    else
      (flow.origin->kind == Origin::Kind::domestic ? sum.domestic : sum.imported) += flow.mt;
  }
}

std::vector<GoodUse> BenchmarkIndex::uses(Region region, User user) const {
  std::vector<GoodUse> result;
  for (auto it = uses_.lower_bound({region.index, user, 0}); it != uses_.end(); ++it) {
    if (std::get<0>(it->first) != region.index || std::get<1>(it->first) != user) break;
    result.push_back(it->second);
  }
  return result;
}

GoodUse BenchmarkIndex::total_use(Region region, Sector good) const { return total_use_[cell(region, good)]; }

FuelEmissions BenchmarkIndex::fuel_emissions(Region region, User user, Sector fuel) const {
  const auto found = fuel_emissions_.find({region.index, user, fuel.index});
  return found == fuel_emissions_.end() ? FuelEmissions{} : found->second;
}

double BenchmarkIndex::process_emissions(Region region, Sector sector) const { return process_[cell(region, sector)]; }

const std::vector<FactorFlow>& BenchmarkIndex::factors(Region region, Sector sector) const {
  return factors_[cell(region, sector)];
}

const std::vector<TradeFlow>& BenchmarkIndex::imports(Region importer, Sector good) const {
  return imports_[cell(importer, good)];
}

std::vector<MarginFlow> BenchmarkIndex::margins(const TradeFlow& flow) const {
  const auto found = margins_.find({flow.exporter.index, flow.good.index, flow.importer.index});
  return found == margins_.end() ? std::vector<MarginFlow>{} : found->second;
}

const std::vector<MakeFlow>& BenchmarkIndex::make(Region region, Sector sector) const {
  return make_[cell(region, sector)];
}

double BenchmarkIndex::output_tax(Region region, Sector sector) const { return output_tax_[cell(region, sector)]; }

double BenchmarkIndex::output(Region region, Sector sector) const {
  const std::vector<MakeFlow>& row = make(region, sector);
  if (row.empty()) return good_sales_[cell(region, sector)] - made_elsewhere_[cell(region, sector)];
  double sum = 0;
  for (const MakeFlow& flow : row) sum += flow.value_musd;
  return sum;
}

}  // namespace etslink
