// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/market_parts.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "model/instruments/output_rates.h"

namespace etslink {
namespace {

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

std::vector<double> stated_caps(const BuildContext& context, int market) {
  std::vector<double> caps = context.economy.markets[market].cap_by_region;
  const std::vector<double>& per_gdp = context.policy.markets[market].cap_per_gdp_mt;
  for (std::size_t r = 0; r < per_gdp.size(); ++r) caps[r] += per_gdp[r];
  return caps;
}

}  // namespace

std::vector<double> region_shares(const BuildContext& context, int market) {
  const MarketNode& node = context.economy.markets[market];
  std::vector<double> shares = stated_caps(context, market);
  if (sum(shares) == 0) {
    for (std::size_t r = 0; r < shares.size(); ++r) shares[r] = node.revenue_agent[r] >= 0 ? 1 : 0;
  }
  const double total = sum(shares);
  for (double& share : shares) share /= total;
  return shares;
}

double effort(const BuildContext& context, int market) {
  double permits = sum(stated_caps(context, market));
  for (const OutputRate& rate : context.policy.markets[market].standard) {
    const RatedSector sector = rated_sector(context, market, rate);
    permits += sector.rate * context.economy.activities[sector.activity].quantity0;
  }
  return std::max(0.0, context.economy.markets[market].benchmark_emissions - permits);
}

void require_stated_effort(const BuildContext& context, const PermitLimit& limit, int market,
                           const std::string& owner) {
  if (!std::isfinite(limit.share_of_effort)) return;
  for (const Swap& swap : context.policy.swaps) {
    if (swap.freed.kind != QuantityKind::cap || swap.freed.market != market) continue;
    throw InputError(swap.at, "a swap sets the '" + swap.freed.text + "' free, but " + owner +
                                  " has a limit in per cent of that market's effort; state the limit in mt or in per "
                                  "cent of the obligation");
  }
}

}  // namespace etslink
