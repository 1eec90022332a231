// SPDX-License-Identifier: Apache-2.0
#include "calibration/plausibility/benchmark_facts.h"

#include "model/inventory.h"
#include "model/technology.h"

namespace etslink {

BenchmarkFacts::BenchmarkFacts(const Benchmark& b)
    : benchmark(b), region_value_added(b.regions.size(), 0), region_co2(b.regions.size(), 0) {
  for (const UseFlow& flow : b.use) {
    if (is_technology(b.sectors[flow.good.index])) continue;  // its costs are in those of its sector
    const User user = user_of(flow.user);
    CellUse& cell = use[{flow.region, user, flow.good, flow.purpose}];
    cell.value_musd += flow.value_musd;
    cell.tax_musd += flow.tax_musd;
    if (user.kind == User::Kind::sector) cost[{flow.region, {user.index}}] += flow.value_musd + flow.tax_musd;
  }
  for (const FactorFlow& flow : b.value_added) {
    const double value = flow.value_musd + flow.tax_musd;
    const Sector sector = sector_of(b.sectors, flow.sector);
    cost[{flow.region, sector}] += value;
    value_added[{flow.region, sector}] += value;
    region_value_added[flow.region.index] += value;
    world_value_added += value;
    if (b.factors[flow.factor.index].mobility == FactorMobility::specific) resource[{flow.region, sector}] += value;
  }
  for (const OutputTax& flow : b.output_tax)
    output_tax[{flow.region, sector_of(b.sectors, flow.sector)}] += flow.tax_musd;
  for (const EmissionFlow& flow : b.emissions) {
    if (is_in_inventory(b, flow.user)) region_co2[flow.region.index] += flow.mt;
    world_co2 += flow.mt;
    if (flow.fuel) use[{flow.region, user_of(flow.user), *flow.fuel, flow.purpose}].mt += flow.mt;
  }
  for (const EnergyFlow& flow : b.energy) use[{flow.region, user_of(flow.user), flow.fuel, flow.purpose}].pj += flow.pj;
}

User BenchmarkFacts::user_of(User user) const {
  if (user.kind == User::Kind::sector) user.index = sector_of(benchmark.sectors, {user.index}).index;
  return user;
}

}  // namespace etslink
