// SPDX-License-Identifier: Apache-2.0
#include "model/cap_derivative.h"

#include <algorithm>
#include <cmath>

#include "model/conditions.h"

namespace etslink {
namespace {

// d(x + F - sqrt(x^2 + F^2 + 2 mu^2))/dF.
double slope_in_slack(double x, double slack) {
  const double mu = complementarity_smoothing;
  return 1 - slack / std::sqrt(x * x + slack * slack + 2 * mu * mu);
}

double pool_cap(const Economy& economy, const PermitPool& pool) {
  double cap = 0;
  for (const int m : pool.markets) {
    for (const double allowance : economy.markets[m].cap_by_region) cap += allowance;
  }
  return cap;
}

}  // namespace

std::vector<double> cap_shares(const MarketNode& market) {
  std::vector<double> shares = market.cap_by_region;
  double total = 0;
  for (const double cap : shares) total += cap;
  if (total == 0) {
    for (std::size_t r = 0; r < shares.size(); ++r) {
      if (market.revenue_agent[r] < 0) continue;
      shares[r] = 1;
      total += 1;
    }
  }
  for (double& share : shares) share /= total;
  return shares;
}

std::vector<double> cap_derivative(const Economy& economy, std::span<const double> x, int market) {
  const TableOfContents table = list_conditions(economy);
  std::vector<double> derivative(table.entries.size(), 0);
  const MarketNode& node = economy.markets[market];
  if (node.pool < 0) return derivative;
  const double scale = table.pool_scale[node.pool];
  const int row = table.permit_price[node.pool];
  const double slack = pool_cap(economy, economy.pools[node.pool]) / scale - x[table.emissions[node.pool]];
  derivative[row] = slope_in_slack(x[row] / permit_price_scale, slack) / (scale * table.entries[row].scale);
  const std::vector<double> shares = cap_shares(node);
  for (std::size_t r = 0; r < shares.size(); ++r) {
    if (node.revenue_agent[r] < 0) continue;
    const int income = table.income_balance[node.revenue_agent[r]];
    derivative[income] += shares[r] * x[row] / table.entries[income].scale;
  }
  return derivative;
}

}  // namespace etslink
