// SPDX-License-Identifier: Apache-2.0
#include "app/world_sums.h"

#include "model/inventory.h"
#include "model/technology.h"

namespace etslink {

WorldSums world_sums(const Benchmark& benchmark) {
  WorldSums sum;
  for (const auto& flow : benchmark.use) {
    if (is_technology(benchmark.sectors[flow.good.index])) continue;  // its sector's costs once more
    sum.use += flow.value_musd;
    sum.taxes += flow.tax_musd;
  }
  for (const auto& flow : benchmark.trade)
    sum.trade += flow.value_musd, sum.taxes += flow.export_tax_musd + flow.tariff_musd;
  for (const auto& flow : benchmark.value_added) {
    sum.factor_payments += flow.value_musd;
    sum.value_added += flow.value_musd + flow.tax_musd;
    sum.taxes += flow.tax_musd;
  }
  for (const auto& flow : benchmark.output_tax) sum.taxes += flow.tax_musd;
  for (const auto& flow : benchmark.emissions) {
    if (flow.gas != Gas::co2) continue;
    sum.co2 += flow.mt;
    if (!is_in_inventory(benchmark, flow.user)) sum.co2_outside += flow.mt;
  }
  return sum;
}

}  // namespace etslink
