// SPDX-License-Identifier: Apache-2.0
#include "calibration/plausibility/benchmark_facts.h"

#include "model/inventory.h"

namespace etslink {

BenchmarkFacts::BenchmarkFacts(const Benchmark& b)
    : benchmark(b), region_value_added(b.regions.size(), 0), region_co2(b.regions.size(), 0) {
  for (const UseFlow& flow : b.use) {
    CellUse& cell = use[{flow.region, flow.user, flow.good, flow.purpose}];
    cell.value_musd += flow.value_musd;
    cell.tax_musd += flow.tax_musd;
    if (flow.user.kind == User::Kind::sector) cost[{flow.region, {flow.user.index}}] += flow.value_musd + flow.tax_musd;
  }
  for (const FactorFlow& flow : b.value_added) {
    const double value = flow.value_musd + flow.tax_musd;
    cost[{flow.region, flow.sector}] += value;
    value_added[{flow.region, flow.sector}] += value;
    region_value_added[flow.region.index] += value;
    world_value_added += value;
    if (b.factors[flow.factor.index].mobility == FactorMobility::specific)
      resource[{flow.region, flow.sector}] += value;
  }
  for (const OutputTax& flow : b.output_tax) output_tax[{flow.region, flow.sector}] += flow.tax_musd;
  for (const EmissionFlow& flow : b.emissions) {
    if (is_in_inventory(b, flow.user)) region_co2[flow.region.index] += flow.mt;
    world_co2 += flow.mt;
    if (flow.fuel) use[{flow.region, flow.user, *flow.fuel, flow.purpose}].mt += flow.mt;
  }
  for (const EnergyFlow& flow : b.energy) use[{flow.region, flow.user, flow.fuel, flow.purpose}].pj += flow.pj;
}

}  // namespace etslink
