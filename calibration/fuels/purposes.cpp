// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "calibration/fuels/fuel_records.h"

namespace etslink {
namespace {

Purpose renumbered(Purpose purpose, const std::vector<int>& position) {
  return purpose.valid() ? Purpose{position[static_cast<std::size_t>(purpose.index)]} : purpose;
}

}  // namespace

void add_physical_purposes(Benchmark& benchmark) {
  require(benchmark.purposes.empty(), "a benchmark without purposes");
  benchmark.purposes = {purpose::own_use,
                        purpose::losses,
                        purpose::coking,
                        purpose::coke_making,
                        purpose::feedstock,
                        purpose::bunkers,
                        purpose::electricity_delivery};
  for (const Fuel fuel : {Fuel::coal, Fuel::gas, Fuel::oil}) benchmark.purposes.push_back(purpose::delivery(fuel));
  std::sort(benchmark.purposes.begin(), benchmark.purposes.end());
}

void drop_unused_purposes(Benchmark& benchmark) {
  std::set<int> used;
  for (const UseFlow& flow : benchmark.use)
    if (flow.purpose.valid()) used.insert(flow.purpose.index);
  std::vector<int> position(benchmark.purposes.size(), -1);
  std::vector<std::string> kept;
  for (const int index : used) {
    position[static_cast<std::size_t>(index)] = static_cast<int>(kept.size());
    kept.push_back(benchmark.purposes[static_cast<std::size_t>(index)]);
  }
  benchmark.purposes = kept;
  for (UseFlow& flow : benchmark.use) flow.purpose = renumbered(flow.purpose, position);
  for (EnergyFlow& flow : benchmark.energy) flow.purpose = renumbered(flow.purpose, position);
  for (EmissionFlow& flow : benchmark.emissions) flow.purpose = renumbered(flow.purpose, position);
}

void set_emission_purposes(Benchmark& benchmark, const std::vector<EnergyFlow>& energy) {
  const Purpose feedstock = benchmark.find_purpose(purpose::feedstock);
  const Purpose bunkers = benchmark.find_purpose(purpose::bunkers);
  std::vector<EmissionFlow> result;
  for (const EmissionFlow& flow : benchmark.emissions) {
    std::vector<const EnergyFlow*> burnt;
    double pj = 0;
    for (const EnergyFlow& use : energy) {
      if (!flow.fuel || use.region != flow.region || use.user != flow.user || use.fuel != *flow.fuel) continue;
      if (use.purpose == feedstock || use.purpose == bunkers) continue;
      burnt.push_back(&use);
      pj += use.pj;
    }
    if (burnt.empty()) result.push_back(flow);
    double left = flow.mt;
    for (std::size_t i = 0; i < burnt.size(); ++i) {
      EmissionFlow part = flow;
      part.purpose = burnt[i]->purpose;
      part.mt = i + 1 == burnt.size() ? left : flow.mt * burnt[i]->pj / pj;
      left -= part.mt;
      result.push_back(part);
    }
  }
  benchmark.emissions = result;
}

}  // namespace etslink
