// SPDX-License-Identifier: Apache-2.0
#include "calibration/aggregation/aggregate_activities.h"

#include <map>

#include "calibration/benchmark_totals.h"

namespace etslink {
namespace {

// Costs and inputs of several activities per unit of their good, added up.
struct ActivitySum {
  IdleActivity result;   // of the first; its inputs in the order in which they were met
  bool is_alone = true;  // of one activity whose inputs stay apart
  double weight = 0, cost = 0, elasticity = 0;
  double process_mt = 0, biogenic_mt = 0, mt = 0, captured_mt = 0;  // mt: of fuels, process and biomass
  double resource_share = 0, resource_elasticity = 0;
  struct Input {
    double cost = 0, value = 0, mt = 0;  // with tax, before it
  };
  std::vector<Input> inputs;
};

class ActivityAggregation {
 public:
  ActivityAggregation(const Benchmark& benchmark, const AggregationMap& map)
      : benchmark_(benchmark), map_(map), totals_(benchmark_totals(benchmark)) {}

  [[nodiscard]] std::vector<IdleActivity> run() {
    for (const IdleActivity& activity : benchmark_.activities) add(activity);
    std::vector<IdleActivity> result;
    for (const ActivitySum& sum : sums_) result.push_back(mean(sum));
    return result;
  }

 private:
  [[nodiscard]] double made(const IdleActivity& activity) const {
    const BenchmarkTotals& totals = totals_;
    const std::size_t cell = totals.at(activity.region, activity.good);
    return benchmark_.make.empty() ? totals.use(cell) : totals.made_of[cell];
  }

  ActivitySum& sum_of(const IdleActivity& activity) {
    const Region region = map_.of(activity.region);
    const auto [place, is_new] = place_.emplace(std::pair(region, activity.code), sums_.size());
    if (is_new) {
      sums_.emplace_back();
      sums_.back().result = activity;
      sums_.back().result.region = region;
      sums_.back().result.good = map_.of(activity.good);
      sums_.back().result.inputs.clear();
    }
    return sums_[place->second];
  }

  void add(const IdleActivity& activity) {
    ActivitySum& sum = sum_of(activity);
    if (sum.result.good != map_.of(activity.good))
      throw InputError(activity.at, "activity '" + activity.code +
                                        "' makes another good in another region of those that become " +
                                        map_.regions[sum.result.region.index].code + "; rename one of the two");
    if (sum.weight > 0) sum.is_alone = false;
    const double weight = made(activity), cost = weight * (1 + activity.markup);
    sum.weight += weight;
    sum.cost += cost;
    sum.elasticity += weight * activity.elasticity;
    for (const ActivityInput& input : activity.inputs) add_input(sum, input, cost * input.share);
    add_co2(sum, activity, cost);
    sum.resource_share += weight * activity.resource_share;
    sum.resource_elasticity += weight * activity.resource_elasticity;
  }

  void add_co2(ActivitySum& sum, const IdleActivity& activity, double cost) const {
    double mt = made(activity) * (activity.process_mt + activity.biogenic_mt);
    for (const ActivityInput& input : activity.inputs)
      mt += input.mt_per_musd * cost * input.share / (1 + input.tax_rate);
    sum.process_mt += made(activity) * activity.process_mt;
    sum.biogenic_mt += made(activity) * activity.biogenic_mt;
    sum.mt += mt;
    sum.captured_mt += activity.capture * mt;
  }

  void add_input(ActivitySum& sum, ActivityInput input, double cost) const {
    if (input.good.valid()) input.good = map_.of(input.good);
    if (input.factor.valid()) input.factor = map_.of(input.factor);
    std::size_t i = 0;
    auto& met = sum.result.inputs;
    while (i < met.size() && (met[i].good != input.good || met[i].factor != input.factor)) ++i;
    if (i == met.size()) {
      met.push_back(input);
      sum.inputs.emplace_back();
    } else {
      sum.is_alone = false;
    }
    const double value = cost / (1 + input.tax_rate);
    sum.inputs[i].cost += cost;
    sum.inputs[i].value += value;
    sum.inputs[i].mt += input.mt_per_musd * value;
  }

  [[nodiscard]] static IdleActivity mean(const ActivitySum& sum) {
    if (sum.is_alone) return sum.result;  // digit for digit
    IdleActivity result = sum.result;
    result.markup = sum.cost / sum.weight - 1;
    result.elasticity = sum.elasticity / sum.weight;
    result.capture = sum.mt > 0 ? sum.captured_mt / sum.mt : 0;
    result.process_mt = sum.process_mt / sum.weight;
    result.biogenic_mt = sum.biogenic_mt / sum.weight;
    result.resource_share = sum.resource_share / sum.weight;
    result.resource_elasticity = sum.resource_elasticity / sum.weight;
    for (std::size_t i = 0; i < result.inputs.size(); ++i) {
      const auto& [cost, value, mt] = sum.inputs[i];
      result.inputs[i].share = cost / sum.cost;
      result.inputs[i].tax_rate = cost / value - 1;
      result.inputs[i].mt_per_musd = mt / value;
    }
    return result;
  }

  const Benchmark& benchmark_;
  const AggregationMap& map_;
  const BenchmarkTotals totals_;
  std::vector<ActivitySum> sums_;
  std::map<std::pair<Region, std::string>, std::size_t> place_;
};

}  // namespace

std::vector<IdleActivity> aggregate_activities(const Benchmark& benchmark, const AggregationMap& map) {
  return ActivityAggregation(benchmark, map).run();
}

}  // namespace etslink
