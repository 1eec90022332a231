// SPDX-License-Identifier: Apache-2.0
#include "calibration/plausibility/plausibility.h"
#include "model/benchmark_index.h"
#include "model/physical_volumes.h"

// Physical accounts: what users have in energy.csv against what its origins hold by output_volumes.csv.
namespace etslink {
namespace {

using Measurements = std::vector<Measurement>;

constexpr double pj_per_twh = 3.6, ppm = 1e6;

double pj_per_unit(VolumeUnit unit) {
  switch (unit) {
    case VolumeUnit::petajoule:
      return 1;
    case VolumeUnit::terawatt_hour:
      return pj_per_twh;
    case VolumeUnit::megatonne:
      break;
  }
  return 0;
}

// What users of a region have of a good beyond the energy that its origins hold, stock changes left out.
Measurements energy_balance(const BenchmarkFacts& facts) {
  const BenchmarkIndex flows(facts.benchmark);
  const PhysicalVolumes volumes(facts.benchmark, flows);
  std::map<std::pair<Region, Sector>, double> used;
  for (const auto& [cell, use] : facts.use) used[{cell.region, cell.good}] += use.pj;
  Measurements result;
  for (const auto& [cell, pj] : used) {
    const auto unit = volumes.unit(cell.second);
    if (!unit || !(pj > 0) || pj_per_unit(*unit) == 0) continue;
    const VolumeContent content = volumes.content(cell.first, cell.second);
    const GoodUse bought = flows.purchases(cell.first, cell.second);
    const double held = bought.domestic * content.output + bought.imported * content.imports;
    result.push_back(
        {facts.code(cell.second) + ", " + facts.code(cell.first), ppm * (pj / (pj_per_unit(*unit) * held) - 1)});
  }
  return result;
}

}  // namespace

std::vector<PlausibilityRule> energy_rules() {
  return {{"energy made and used",
           "energy of users (energy.csv) beyond that of what they buy (output_volumes.csv), of each region and fuel",
           "ppm", -1, 1, "an identity", "energy that is used must have been made; own use and losses are uses, too",
           energy_balance}};
}

}  // namespace etslink
