// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/performance_standard.h"

#include "model/instruments/output_rates.h"
#include "model/rule_builder.h"

namespace etslink {
namespace {

// Permits per unit of output: the benchmark intensity at the begin of the path, the standard at its end.
void add_standard(BuildContext& context, int market, const OutputRate& rate) {
  Economy& economy = context.economy;
  const RatedSector sector = rated_sector(context, market, rate);
  economy.activities[sector.activity].charges.push_back(
      earned_permits(ChargeKind::performance_standard, market, {sector.intensity0, sector.rate}));
  const Expression beta = Expression::along_path(sector.intensity0, sector.rate);
  supply_permits(economy,
                 {market, rate.region, PermitSource::performance_standard, beta * output_of(economy, sector.activity)});
}

}  // namespace

void add_performance_standards(BuildContext& context) {
  for (int m = 0; m < static_cast<int>(context.economy.markets.size()); ++m) {
    const PermitMarket& market = context.policy.markets[m];
    if (context.economy.markets[m].pool < 0) continue;
    for (const OutputRate& rate : market.standard) add_standard(context, m, rate);
  }
}

}  // namespace etslink
