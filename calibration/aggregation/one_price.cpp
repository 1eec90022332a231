// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <tuple>

#include "calibration/aggregation/volume_plan.h"

namespace etslink {
namespace {

using Route = std::tuple<Region, Sector, Region>;

template <class Flow>
Route route(const Flow& flow) {
  return {flow.exporter, flow.good, flow.importer};
}

// A value at another price, with a tax that makes up for it.
void revalue(double& value, double& tax, double factor) {
  if (factor == 1) return;  // digit for digit
  const double paid = value + tax;
  value *= factor;
  tax = paid - value;
}

void revalue_trade(Benchmark& benchmark, const VolumePlan& plan) {
  std::map<Route, double> margins;
  for (const MarginFlow& flow : benchmark.margins) margins[route(flow)] += flow.value_musd;
  for (TradeFlow& flow : benchmark.trade) {
    const double delivered = flow.value_musd + flow.export_tax_musd + flow.tariff_musd + margins[route(flow)];
    const double factor = plan.of(flow.importer, flow.good);
    if (factor != 1) flow.tariff_musd += delivered * (factor - 1);
    revalue(flow.value_musd, flow.export_tax_musd, plan.of(flow.exporter, flow.good));
  }
}

// What an idle activity pays for an input stays, and what it burns.
void revalue_inputs(std::vector<IdleActivity>& activities, const VolumePlan& plan) {
  for (IdleActivity& activity : activities) {
    for (ActivityInput& input : activity.inputs) {
      const double factor = input.good.valid() ? plan.of(activity.region, input.good) : 1;
      if (factor == 1) continue;
      input.tax_rate = (1 + input.tax_rate) / factor - 1;
      input.mt_per_musd /= factor;
    }
  }
}

}  // namespace

Benchmark at_one_price(const Benchmark& benchmark, const AggregationMap& map, const VolumePlan& plan) {
  Benchmark result = benchmark;
  std::erase_if(result.output_volumes, [&](const OutputVolume& volume) {
    return std::any_of(plan.left_out.begin(), plan.left_out.end(),
                       [&](const GoodWithoutVolumes& lost) { return lost.good == map.of(volume.good); });
  });
  for (UseFlow& flow : result.use) revalue(flow.value_musd, flow.tax_musd, plan.of(flow));
  revalue_trade(result, plan);
  revalue_inputs(result.activities, plan);
  return result;
}

}  // namespace etslink
