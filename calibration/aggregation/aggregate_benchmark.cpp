// SPDX-License-Identifier: Apache-2.0
#include "calibration/aggregation/aggregate_benchmark.h"

#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "calibration/aggregation/aggregate_activities.h"
#include "calibration/aggregation/aggregate_technologies.h"

namespace etslink {
namespace {

// Rows with the same key become one, where the first of them stands.
template <class Flow, class KeyOf, class Add>
std::vector<Flow> added_up(const std::vector<Flow>& flows, KeyOf key_of, Add add) {
  std::vector<Flow> result;
  std::map<decltype(key_of(flows.front())), std::size_t> place;
  for (const Flow& flow : flows) {
    const auto [row, is_new] = place.emplace(key_of(flow), result.size());
    if (is_new)
      result.push_back(flow);
    else
      add(result[row->second], flow);
  }
  return result;
}

class BenchmarkAggregation {
 public:
  BenchmarkAggregation(Benchmark benchmark, const AggregationMap& map)
      : old_(std::move(benchmark)), map_(map), new_(old_) {}

  Benchmark run() {
    new_.regions = map_.regions;
    new_.sectors = map_.sectors;
    new_.factors = map_.factors;
    new_.agents = map_.agents;
    find_mixed_imports();
    aggregate_use();
    aggregate_trade();
    aggregate_production();
    aggregate_incomes();
    aggregate_physical_flows();
    new_.activities = aggregate_activities(old_, map_);
    new_.elasticities = aggregate_parameters(old_, map_);
    return std::move(new_);
  }

 private:
  // Imports of one good by one region are given in sum or by exporter: where both meet in one region, in sum.
  void find_mixed_imports() {
    std::set<std::pair<Region, Sector>> in_sum, by_exporter;
    for (const UseFlow& flow : old_.use) {
      if (flow.origin.kind == Origin::Kind::imported) in_sum.insert({map_.of(flow.region), map_.of(flow.good)});
      if (flow.origin.kind == Origin::Kind::exporter) by_exporter.insert({map_.of(flow.region), map_.of(flow.good)});
    }
    for (const auto& cell : by_exporter) {
      if (in_sum.contains(cell)) mixed_.insert(cell);
    }
  }

  [[nodiscard]] Origin new_origin(Origin origin, Region region, Sector good) const {
    if (origin.kind == Origin::Kind::exporter && mixed_.contains({region, good})) return {Origin::Kind::imported, {}};
    origin.exporter = map_.of(origin.exporter);
    return origin;
  }

  void aggregate_use() {
    for (UseFlow& flow : new_.use) {
      flow.region = map_.of(flow.region);
      flow.good = map_.of(flow.good);
      flow.user = map_.of(flow.user);
      flow.origin = new_origin(flow.origin, flow.region, flow.good);
    }
    new_.use = added_up(
        new_.use, [](const UseFlow& f) { return std::tuple(f.region, f.good, f.user, f.origin, f.purpose); },
        [](UseFlow& sum, const UseFlow& f) {
          sum.value_musd += f.value_musd;
          sum.tax_musd += f.tax_musd;
        });
  }

  template <class Flow>
  void map_trade(std::vector<Flow>& flows) const {
    for (Flow& flow : flows) {
      flow.exporter = map_.of(flow.exporter);
      flow.good = map_.of(flow.good);
      flow.importer = map_.of(flow.importer);
    }
  }

  void aggregate_trade() {
    map_trade(new_.trade);
    new_.trade = added_up(
        new_.trade, [](const TradeFlow& f) { return std::tuple(f.exporter, f.good, f.importer); },
        [](TradeFlow& sum, const TradeFlow& f) {
          sum.value_musd += f.value_musd;
          sum.export_tax_musd += f.export_tax_musd;
          sum.tariff_musd += f.tariff_musd;
        });
    map_trade(new_.margins);
    for (MarginFlow& flow : new_.margins) flow.service = map_.of(flow.service);
    new_.margins = added_up(
        new_.margins, [](const MarginFlow& f) { return std::tuple(f.exporter, f.good, f.importer, f.service); },
        add_value<MarginFlow>);
    for (MarginSupply& flow : new_.margin_supply) {
      flow.region = map_.of(flow.region);
      flow.service = map_.of(flow.service);
    }
    new_.margin_supply = added_up(
        new_.margin_supply, [](const MarginSupply& f) { return std::tuple(f.region, f.service); },
        add_value<MarginSupply>);
  }

  template <class Flow>
  static void add_value(Flow& sum, const Flow& flow) {
    sum.value_musd += flow.value_musd;
  }

  template <class Flow>
  void map_producers(std::vector<Flow>& flows) const {
    for (Flow& flow : flows) {
      flow.region = map_.of(flow.region);
      flow.sector = map_.of(flow.sector);
    }
  }

  void aggregate_production() {
    map_producers(new_.value_added);
    for (FactorFlow& flow : new_.value_added) flow.factor = map_.of(flow.factor);
    new_.value_added = added_up(
        new_.value_added, [](const FactorFlow& f) { return std::tuple(f.region, f.sector, f.factor); },
        [](FactorFlow& sum, const FactorFlow& f) {
          sum.value_musd += f.value_musd;
          sum.tax_musd += f.tax_musd;
        });
    new_.output_tax = taxes_by_good();
    map_producers(new_.output_tax);
    for (OutputTax& flow : new_.output_tax) {
      if (flow.good.valid()) flow.good = map_.of(flow.good);
    }
    new_.output_tax = added_up(
        new_.output_tax, [](const OutputTax& f) { return std::tuple(f.region, f.sector, f.good); },
        [](OutputTax& sum, const OutputTax& f) { sum.tax_musd += f.tax_musd; });
    map_producers(new_.make);
    for (MakeFlow& flow : new_.make) flow.good = map_.of(flow.good);
    new_.make = added_up(
        new_.make, [](const MakeFlow& f) { return std::tuple(f.region, f.sector, f.good); }, add_value<MakeFlow>);
  }

  // Where a sector with rates by good becomes one with others, rows of all goods are divided among the goods of the old
  // sector: each keeps the tax it has paid.
  [[nodiscard]] std::vector<OutputTax> taxes_by_good() const {
    std::set<std::pair<Region, Sector>> by_good;
    for (const OutputTax& flow : old_.output_tax) {
      if (flow.good.valid()) by_good.insert(new_maker(flow));
    }
    std::map<std::pair<Region, Sector>, std::set<std::pair<Region, Sector>>> makers;  // of each new one the old ones
    for (const MakeFlow& flow : old_.make) makers[new_maker(flow)].insert({flow.region, flow.sector});
    std::vector<OutputTax> taxes;
    for (const OutputTax& flow : old_.output_tax) {
      if (!flow.good.valid() && by_good.contains(new_maker(flow)) && makers[new_maker(flow)].size() > 1)
        divide(flow, taxes);
      else
        taxes.push_back(flow);
    }
    return taxes;
  }

  template <class Flow>
  [[nodiscard]] std::pair<Region, Sector> new_maker(const Flow& flow) const {
    return {map_.of(flow.region), map_.of(flow.sector)};
  }

  void divide(const OutputTax& tax, std::vector<OutputTax>& taxes) const {
    double output = 0;
    for (const MakeFlow& flow : old_.make) {
      if (flow.region == tax.region && flow.sector == tax.sector) output += flow.value_musd;
    }
    for (const MakeFlow& flow : old_.make) {
      if (flow.region != tax.region || flow.sector != tax.sector || flow.value_musd == 0) continue;
      taxes.push_back(tax);
      taxes.back().good = flow.good;
      taxes.back().tax_musd = tax.tax_musd * flow.value_musd / output;
    }
  }

  void aggregate_incomes() {
    for (EndowmentFlow& flow : new_.endowments) {
      flow.region = map_.of(flow.region);
      flow.agent = map_.of(flow.agent);
      flow.factor = map_.of(flow.factor);
    }
    new_.endowments = added_up(
        new_.endowments, [](const EndowmentFlow& f) { return std::tuple(f.region, f.agent, f.factor); },
        add_value<EndowmentFlow>);
    for (TransferFlow& flow : new_.transfers) {
      flow.from = map_.of(flow.from);
      flow.to = map_.of(flow.to);
    }
    std::erase_if(new_.transfers, [](const TransferFlow& flow) { return flow.from == flow.to; });
    new_.transfers = added_up(
        new_.transfers, [](const TransferFlow& f) { return std::tuple(f.from, f.to, f.kind); },
        add_value<TransferFlow>);
  }

  void aggregate_physical_flows() {
    for (EmissionFlow& flow : new_.emissions) {
      flow.region = map_.of(flow.region);
      flow.user = map_.of(flow.user);
      if (!flow.fuel) continue;
      flow.fuel = map_.of(*flow.fuel);
      if (flow.origin) flow.origin = new_origin(*flow.origin, flow.region, *flow.fuel);
    }
    new_.emissions = added_up(
        new_.emissions,
        [](const EmissionFlow& f) { return std::tuple(f.region, f.user, f.fuel, f.origin, f.purpose, f.gas); },
        [](EmissionFlow& sum, const EmissionFlow& f) { sum.mt += f.mt; });
    for (EnergyFlow& flow : new_.energy) {
      flow.region = map_.of(flow.region);
      flow.user = map_.of(flow.user);
      flow.fuel = map_.of(flow.fuel);
    }
    new_.energy = added_up(
        new_.energy, [](const EnergyFlow& f) { return std::tuple(f.region, f.user, f.fuel, f.purpose); },
        [](EnergyFlow& sum, const EnergyFlow& f) { sum.pj += f.pj; });
    for (OutputVolume& volume : new_.output_volumes) {
      volume.region = map_.of(volume.region);
      volume.good = map_.of(volume.good);
    }
    new_.output_volumes = added_up(
        new_.output_volumes, [](const OutputVolume& v) { return std::tuple(v.region, v.good); },
        [](OutputVolume& sum, const OutputVolume& v) { sum.quantity += v.quantity; });
  }

  const Benchmark old_;
  const AggregationMap& map_;
  Benchmark new_;
  std::set<std::pair<Region, Sector>> mixed_;
};

}  // namespace

Aggregate aggregate_benchmark(const Benchmark& benchmark, const AggregationMap& map) {
  Aggregate result;
  const Benchmark prepared = without_merged_sales(benchmark, map);
  result.volumes = volume_plan(prepared, map);
  result.benchmark = BenchmarkAggregation(at_one_price(prepared, map, result.volumes), map).run();
  equalize_costs(prepared, map, result.benchmark);
  result.lower = cut_paid_prices(result.benchmark);
  return result;
}

}  // namespace etslink
