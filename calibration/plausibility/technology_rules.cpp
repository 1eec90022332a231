// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "calibration/plausibility/plausibility.h"
#include "model/benchmark_index.h"
#include "model/technology.h"

// What technologies cost per unit of what they make.
namespace etslink {
namespace {

using Measurements = std::vector<Measurement>;

constexpr double per_million = 1e6;

// Against the mean of all technologies of the sector in the region.
Measurements costs_per_unit(const BenchmarkFacts& facts) {
  const BenchmarkIndex flows(facts.benchmark);
  const std::vector<SectorInfo>& producers = facts.benchmark.sectors;
  std::map<std::pair<Region, Sector>, std::pair<double, double>> sums;  // costs, volumes
  const auto visit = [&](auto item) {
    for (const OutputVolume& made : facts.benchmark.output_volumes) {
      if (!is_technology(producers[made.good.index])) continue;
      item(made, sums[{made.region, sector_of(producers, made.good)}], flows.output(made.region, made.good));
    }
  };
  visit([](const OutputVolume& made, std::pair<double, double>& sum, double cost) {
    sum.first += cost;
    sum.second += made.quantity;
  });
  Measurements result;
  visit([&](const OutputVolume& made, const std::pair<double, double>& sum, double cost) {
    const double mean = sum.first / sum.second;
    result.push_back(
        {facts.code(made.good) + ", " + facts.code(made.region), per_million * (cost / made.quantity / mean - 1)});
  });
  return result;
}

}  // namespace

std::vector<PlausibilityRule> technology_rules() {
  return {{"costs of technologies",
           "costs per unit of each technology (technologies.csv), with rents and taxes, beyond the mean of its sector "
           "in the region",
           "ppm", -1, 1, "nests that add up their volumes need one cost",
           "a cheap plant earns a rent (a specific factor), a dear one is paid a subsidy; else the nest must not be "
           "additive",
           costs_per_unit}};
}

}  // namespace etslink
