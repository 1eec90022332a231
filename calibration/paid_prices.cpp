// SPDX-License-Identifier: Apache-2.0
#include "calibration/paid_prices.h"

#include <algorithm>

#include "model/elasticity_range.h"

namespace etslink {

std::vector<PaidPriceCut> cut_paid_prices(Benchmark& benchmark) {
  const auto cuts = paid_prices_without_taxes(benchmark, ElasticityTable(benchmark, {}, {}));
  for (const PaidPriceCut& cut : cuts) {
    auto row = std::find_if(benchmark.elasticities.begin(), benchmark.elasticities.end(), [&](const auto& entry) {
      return entry.parameter == carbon_price_paid && entry.region == cut.region && entry.sector == cut.sector;
    });
    if (row == benchmark.elasticities.end())
      row = benchmark.elasticities.insert(row, {carbon_price_paid, cut.region, cut.sector, 0, cut.at});
    row->value = cut.carried;
  }
  return cuts;
}

}  // namespace etslink
